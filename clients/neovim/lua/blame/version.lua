-- A file as it was in a commit, in a buffer of its own.
local client = require('blame.client')

local api = vim.api

local M = {}

---@class blame.Version
---@field commit string
---@field path string From the top of the work tree.

--- The URI by which a version's blame is asked for: its path may be another than the document's today.
---@param document integer
---@param path string
---@return string
function M.uri(document, path)
  local root = client.root(client.path(document) or '') or ''
  return vim.uri_from_fname(root .. '/' .. path)
end

---@param version blame.Version
---@param text string
---@return integer buffer
local function fill(version, text)
  local buffer = api.nvim_create_buf(false, true)
  local lines = vim.split(text, '\n', { plain = true })
  if lines[#lines] == '' and #lines > 1 then
    table.remove(lines)
  end
  api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  -- Two walks may come by the same version: the later one goes without a name.
  pcall(
    api.nvim_buf_set_name,
    buffer,
    ('blame://%s/%s'):format(version.commit:sub(1, 12), version.path)
  )
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].bufhidden = 'hide'
  local filetype = vim.filetype.match({ filename = version.path, buf = buffer })
  if filetype then
    vim.bo[buffer].filetype = filetype
  end
  return buffer
end

--- Fetches a version; `on_loaded` gets its buffer.
---@param document integer A file of the repository.
---@param version blame.Version
---@param on_loaded fun(buffer: integer)
---@return blame.Question?
function M.load(document, version, on_loaded)
  return client.ask(document, 'blame/content', {
    textDocument = { uri = vim.uri_from_bufnr(document) },
    commit = version.commit,
    path = version.path,
  }, function(fault, result)
    if fault then
      client.report(fault)
    elseif result then
      on_loaded(fill(version, result.text))
    end
  end)
end

return M
