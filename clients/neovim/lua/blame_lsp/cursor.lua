-- What is under the cursor: a line of a file, of a version of it, or of the window beside them.
local once = require('blame_lsp.once')
local tracker = require('blame_lsp.tracker')
local window = require('blame_lsp.window')

local api = vim.api

local M = {}

---@class blame.Found
---@field document integer A buffer of the repository, for questions.
---@field hunk blame.Hunk
---@field commit blame.Commit
---@field line integer Where the line is in the commit's version of the file, 0-based.

---@param document integer
---@param answer blame.Answer
---@param row integer
---@return blame.Found
local function found(document, answer, row)
  local line = answer.hunk.originalLine + row - answer.hunk.startLine
  return { document = document, hunk = answer.hunk, commit = answer.commit, line = line }
end

--- Finds it, with a question if need be.
---@param on_found fun(found: blame.Found)
function M.find(on_found)
  local buffer = api.nvim_get_current_buf()
  local row = api.nvim_win_get_cursor(0)[1] - 1
  local view = window.beside(buffer)
  if view then
    local hunk, commit = window.hunk_at(view, row)
    if hunk and commit then
      on_found(found(window.shown(view), { hunk = hunk, commit = commit }, row))
    end
    return
  end
  local known = tracker.recall(buffer, row)
  if known then
    return on_found(found(buffer, known, row))
  end
  once.ask(buffer, 'blame/line', {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
    position = { line = row, character = 0 },
  }, function(answer)
    on_found(found(buffer, answer, row))
  end)
end

return M
