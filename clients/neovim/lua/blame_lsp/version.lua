-- Files as they were in commits: buffers for the server's `git-blame:` documents.
local client = require('blame_lsp.client')

local api = vim.api

local M = {}

---@class blame.Place A line of a file in a commit.
---@field commit string
---@field path string From the top of the work tree.
---@field line integer 0-based.

-- With a slash, else it is compared with the last part of names.
M.PATTERN = 'git-blame:/*'

-- How long opening such a buffer may hold up the editor: what opens it wants to put the cursor into its text.
local PATIENCE = 3000

-- Texts that are known before their buffer is read.
---@type table<string, string>
local texts = {}

---@param buffer integer
---@return boolean
function M.is_version(buffer)
  return vim.startswith(api.nvim_buf_get_name(buffer), 'git-blame:')
end

---@param uri string
---@return string
local function path_of(uri)
  return vim.uri_decode((uri:gsub('^git%-blame:/*', '/'):gsub('%?.*$', '')))
end

---@param uri string
---@return vim.lsp.Client?
local function client_for(uri)
  local path = path_of(uri)
  local other
  for _, running in ipairs(vim.lsp.get_clients()) do
    if client.is_blame(running) then
      if running.root_dir and vim.startswith(path, running.root_dir .. '/') then
        return running
      end
      other = running
    end
  end
  return other
end

---@param buffer integer
---@param uri string
---@param text string
local function fill(buffer, uri, text)
  local lines = vim.split(text, '\n', { plain = true })
  if #lines > 1 and lines[#lines] == '' then
    table.remove(lines)
  end
  vim.bo[buffer].modifiable = true
  vim.bo[buffer].undolevels = -1
  api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].buftype = 'nofile'
  vim.bo[buffer].bufhidden = 'hide'
  vim.bo[buffer].swapfile = false
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].modified = false
  local filetype = vim.filetype.match({ filename = path_of(uri), buf = buffer })
  if filetype then
    vim.bo[buffer].filetype = filetype
  end
end

---@param running vim.lsp.Client
---@param uri string
---@return string?
local function fetch(running, uri)
  local done, text = false, nil
  client.ask_client(
    running,
    'blame/content',
    { textDocument = { uri = uri } },
    function(fault, result)
      done, text = true, result and result.text
      if fault then
        client.report(fault)
      end
    end
  )
  vim.wait(PATIENCE, function()
    return done
  end, 5)
  return text
end

--- Reads a buffer of such a document.
---@param buffer integer
function M.read(buffer)
  local uri = api.nvim_buf_get_name(buffer)
  local running = client_for(uri)
  local text = texts[uri] or (running and fetch(running, uri))
  if not running or not text then
    return vim.notify('blame: no server knows ' .. uri, vim.log.levels.WARN)
  end
  fill(buffer, uri, text)
  -- Differences are no files: there is nothing to blame in them.
  if not uri:find('[?&]show=') then
    vim.lsp.buf_attach_client(buffer, running.id)
  end
end

--- Fetches a version; `on_loaded` gets its buffer and its lines.
---@param document integer A buffer of the repository.
---@param place blame.Place
---@param on_loaded fun(buffer: integer)
---@return blame.Question?
function M.load(document, place, on_loaded)
  return client.ask(document, 'blame/content', {
    textDocument = { uri = vim.uri_from_bufnr(document) },
    commit = place.commit,
    path = place.path,
  }, function(fault, result)
    if fault then
      return client.report(fault)
    end
    local buffer = vim.fn.bufadd(result.uri)
    texts[result.uri] = result.text
    vim.fn.bufload(buffer)
    texts[result.uri] = nil
    on_loaded(buffer)
  end)
end

--- Where a line of a buffer is in an older version of its text; for a new line, the one it was put behind. 0-based.
---@param older integer
---@param newer integer
---@param line integer
---@return integer
function M.line_before(older, newer, line)
  local function text(buffer)
    return table.concat(api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') .. '\n'
  end
  local diff = vim.text and vim.text.diff or vim.diff
  local shift = 0
  for _, hunk in ipairs(diff(text(older), text(newer), { result_type = 'indices' })) do
    local old_start, old_count, new_start, new_count = unpack(hunk)
    -- Where nothing is left of a side, its start is the line before.
    local first = new_count == 0 and new_start or new_start - 1
    if line < first then
      break
    elseif line < first + new_count then
      local into = math.min(line - first, math.max(0, old_count - 1))
      return math.max(0, old_start - 1 + into)
    end
    shift = shift + old_count - new_count
  end
  return line + shift
end

return M
