-- Options with their defaults; knows no editor state.
local M = {}

---@class blame.LineConfig
---@field enabled boolean Show who wrote the cursor's line at its end.
---@field delay integer Milliseconds of rest between two questions. The first one after a rest is asked at once.
---@field hide_in_insert boolean Show nothing while in insert mode.
---@field format string|fun(info: blame.Info): string|blame.Chunk[] A template, or what makes the text.
---@field position 'eol'|'right_align'
---@field priority integer Of the virtual text among others on the line.

---@class blame.WindowKeys
---@field commit string|false Show the commit of the line.
---@field parent string|false Walk to the version of the line before its commit.
---@field back string|false Walk back to where you came from.
---@field forward string|false Undo the step back.
---@field history string|false Pick one of the commits that shaped the line.
---@field open string|false Open the commit in the browser.
---@field copy string|false Copy the commit's id.
---@field quit string|false Close the window and end the walk.
---@field help string|false List the keys.

---@class blame.WindowConfig
---@field author_width integer Columns of the author's name at most.
---@field id_width integer Digits of the commit's id.
---@field delay integer Milliseconds after an edit until the whole file is asked for again.
---@field keys blame.WindowKeys

---@class blame.PopupConfig
---@field border string|string[]|nil As in |nvim_open_win()|; nil: 'winborder' or none.
---@field max_width integer
---@field max_height integer

---@class blame.HistoryConfig
---@field limit integer Commits at most.

---@class blame.Config
---@field cmd string[]|nil What starts the server; nil: the one on the PATH, else the one this plugin lies beside.
---@field attach fun(buffer: integer): boolean Whether a buffer of a repository is to be blamed at all.
---@field max_file_size integer Bytes; longer files are left alone.
---@field settings table The server's settings, as in its protocol.md.
---@field date 'relative'|'iso'|string How dates are written; anything else is a format of |os.date()|.
---@field line blame.LineConfig
---@field window blame.WindowConfig
---@field popup blame.PopupConfig
---@field history blame.HistoryConfig

---@type blame.Config
M.defaults = {
  cmd = nil,
  attach = function()
    return true
  end,
  max_file_size = 32 * 1024 * 1024,
  -- What the plugin shows itself need not come a second time through hover, lenses and hints.
  settings = { hover = false, codeLens = false, inlayHint = false },
  date = 'relative',
  line = {
    enabled = true,
    delay = 80,
    hide_in_insert = true,
    format = '{author}, {date} · {summary}',
    position = 'eol',
    priority = 100,
  },
  window = {
    author_width = 18,
    id_width = 8,
    delay = 150,
    keys = {
      commit = '<CR>',
      parent = 'p',
      back = 'b',
      forward = 'f',
      history = 'h',
      open = 'o',
      copy = 'y',
      quit = 'q',
      help = 'g?',
    },
  },
  popup = { border = nil, max_width = 100, max_height = 30 },
  history = { limit = 100 },
}

---@type blame.Config
M.current = vim.deepcopy(M.defaults)

-- Options that may be of another type than their default.
local types = {
  cmd = { 'table' },
  ['line.format'] = { 'string', 'function' },
  ['popup.border'] = { 'string', 'table' },
}
for name in pairs(M.defaults.window.keys) do
  types['window.keys.' .. name] = { 'string', 'boolean' }
end

---@param given table
---@param defaults table
---@param prefix string
---@param complaints string[]
local function check(given, defaults, prefix, complaints)
  for name, value in pairs(given) do
    local path = prefix .. tostring(name)
    local default = defaults[name]
    local allowed = types[path] or { type(default) }
    if default == nil and not types[path] then
      complaints[#complaints + 1] = ('there is no option %s'):format(path)
    elseif not vim.list_contains(allowed, type(value)) then
      local wanted = table.concat(allowed, ' or ')
      complaints[#complaints + 1] = ('%s must be a %s'):format(path, wanted)
    elseif type(default) == 'table' and path ~= 'settings' then
      check(value, default, path .. '.', complaints)
    end
  end
end

--- What is wrong with options, one sentence each.
---@param options table
---@return string[]
function M.complaints(options)
  local found = {}
  check(options, M.defaults, '', found)
  table.sort(found)
  return found
end

--- Lays options over the defaults. Throws when one of them can't be meant.
---@param options table?
function M.set(options)
  options = options or {}
  local complaints = M.complaints(options)
  if #complaints > 0 then
    error('blame.setup: ' .. table.concat(complaints, '; '), 0)
  end
  M.current = vim.tbl_deep_extend('force', vim.deepcopy(M.defaults), options)
end

return M
