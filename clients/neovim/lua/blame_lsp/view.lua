-- One blame window and the file beside it: their windows, options, and what is written into them.
local columns = require('blame_lsp.columns')

local api = vim.api

local M = {}

---@class blame.Step A version that was walked to; the first one is the file itself.
---@field version { commit: string, path: string }? Nil for the file itself.
---@field buffer integer
---@field place table? Where it was left, as |winsaveview()| says it.
---@field result blame.Result?
---@field known blame.Known? What has come of an answer that is still coming.

---@class blame.Known
---@field hunks blame.Hunk[] In order of lines.
---@field commits table<string, blame.Commit>

---@class blame.Result: blame.Known
---@field revision string?

---@class blame.View
---@field document integer The file's buffer.
---@field origin integer The window that shows it.
---@field buffer integer The blame window's buffer.
---@field window integer
---@field saved table<string, any> Options of the origin as they were.
---@field steps blame.Step[]
---@field at integer Index of the step that is shown.
---@field filled boolean? Whether the rows are those of a whole answer for the step that is shown, moved with edits since.
---@field question blame.Question?
---@field timer uv.uv_timer_t?
---@field closed boolean?

local namespace = api.nvim_create_namespace('blame.window')

-- What keeps two windows side by side in line: each line takes one row in both.
local aligned = { scrollbind = true, cursorbind = true, wrap = false, foldenable = false }

local plain = {
  number = false,
  relativenumber = false,
  signcolumn = 'no',
  foldcolumn = '0',
  statuscolumn = '',
  colorcolumn = '',
  list = false,
  spell = false,
  winfixwidth = true,
  cursorline = true,
}

---@param window integer
---@param options table<string, any>
local function set_options(window, options)
  for name, value in pairs(options) do
    api.nvim_set_option_value(name, value, { scope = 'local', win = window })
  end
end

---@param window integer
---@return table<string, any>
local function options_of(window)
  local found = {}
  for name in pairs(aligned) do
    found[name] = api.nvim_get_option_value(name, { scope = 'local', win = window })
  end
  return found
end

---@param view blame.View
---@return blame.Step
function M.step(view)
  return view.steps[view.at]
end

--- Puts the rows of the blame window beside the same rows of the file.
---@param view blame.View
function M.align(view)
  local place = api.nvim_win_call(view.origin, vim.fn.winsaveview)
  api.nvim_win_call(view.window, function()
    local last = api.nvim_buf_line_count(view.buffer)
    vim.fn.winrestview({
      topline = math.min(place.topline, last),
      lnum = math.min(place.lnum, last),
      col = 0,
    })
  end)
  set_options(view.origin, aligned)
  set_options(view.window, aligned)
end

---@param buffer integer
---@param first integer
---@param last integer
---@param lines string[]
local function set_lines(buffer, first, last, lines)
  vim.bo[buffer].modifiable = true
  api.nvim_buf_set_lines(buffer, first, last, false, lines)
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].modified = false
end

--- Makes room for an edit of the file until its blame is there.
---@param view blame.View
---@param first integer
---@param last integer
---@param new_last integer
function M.shift(view, first, last, new_last)
  local lines = {}
  for index = 1, new_last - first do
    lines[index] = ''
  end
  set_lines(view.buffer, first, last, lines)
end

--- Writes what is known of the step that is shown.
---@param view blame.View
function M.draw(view)
  local step = M.step(view)
  local known = step.result or step.known or { hunks = {}, commits = {} }
  local settled = step.result ~= nil
  view.filled = settled
  local page = columns.render(known, api.nvim_buf_line_count(step.buffer), settled)
  api.nvim_buf_clear_namespace(view.buffer, namespace, 0, -1)
  set_lines(view.buffer, 0, -1, page.lines)
  for _, mark in ipairs(page.marks) do
    api.nvim_buf_set_extmark(view.buffer, namespace, mark.row, mark.column, {
      end_row = mark.end_row,
      end_col = mark.end_column,
      hl_group = mark.group,
      -- A page is replaced as a whole, and text that goes takes its colours along.
      invalidate = true,
      undo_restore = false,
    })
  end
  if settled then
    api.nvim_win_set_width(view.window, page.width)
  end
  M.align(view)
end

---@param view blame.View
function M.name(view)
  local version = M.step(view).version
  local text = version and (version.commit:sub(1, 12) .. ' ' .. version.path) or 'blame'
  -- Per cent signs are items of a statusline.
  set_options(view.window, { statusline = ' ' .. text:gsub('%%', '%%%%') })
end

--- Remembers where the step that is shown was left.
---@param view blame.View
function M.leave_step(view)
  M.step(view).place = api.nvim_win_call(view.origin, vim.fn.winsaveview)
end

--- Shows a step in the origin: at a line, which stands as high in the window as the cursor did, or where it was left.
---@param view blame.View
---@param line integer? 0-based.
function M.show_step(view, line)
  local step = M.step(view)
  local below = api.nvim_win_call(view.origin, vim.fn.winline)
  api.nvim_win_set_buf(view.origin, step.buffer)
  set_options(view.origin, aligned)
  local place = step.place
  if line then
    place = { lnum = line + 1, col = 0, topline = math.max(1, line + 2 - below) }
  end
  api.nvim_win_call(view.origin, function()
    vim.fn.winrestview(place)
  end)
  M.name(view)
  M.draw(view)
end

--- Opens the blame window beside a window that shows a file.
---@param origin integer
---@return blame.View
function M.open(origin)
  local document = api.nvim_win_get_buf(origin)
  local buffer = api.nvim_create_buf(false, true)
  vim.bo[buffer].bufhidden = 'wipe'
  vim.bo[buffer].filetype = 'blame'
  vim.bo[buffer].undolevels = -1
  local saved = options_of(origin)
  local window = api.nvim_open_win(buffer, false, { split = 'left', win = origin, width = 40 })
  set_options(window, plain)
  ---@type blame.View
  local view = {
    document = document,
    origin = origin,
    buffer = buffer,
    window = window,
    saved = saved,
    steps = { { buffer = document } },
    at = 1,
  }
  M.name(view)
  M.draw(view)
  return view
end

-- The last window of the editor can't be closed, only left.
---@param window integer
local function close_window(window)
  if api.nvim_win_is_valid(window) and not pcall(api.nvim_win_close, window, true) then
    vim.cmd.quit()
  end
end

--- Ends it: the file is shown again as it was.
---@param view blame.View
function M.close(view)
  if view.closed then
    return
  end
  view.closed = true
  if api.nvim_win_is_valid(view.origin) then
    set_options(view.origin, view.saved)
    local shown = api.nvim_win_get_buf(view.origin)
    local version = M.step(view).version
    if version and shown == M.step(view).buffer and api.nvim_buf_is_valid(view.document) then
      api.nvim_win_set_buf(view.origin, view.document)
      set_options(view.origin, view.saved)
      api.nvim_win_call(view.origin, function()
        vim.fn.winrestview(view.steps[1].place)
      end)
    end
  end
  close_window(view.window)
  for _, step in ipairs(view.steps) do
    local mine = step.version
      and api.nvim_buf_is_valid(step.buffer)
      and not vim.bo[step.buffer].buflisted
    if mine and #vim.fn.win_findbuf(step.buffer) == 0 then
      api.nvim_buf_delete(step.buffer, { force = true })
    end
  end
end

return M
