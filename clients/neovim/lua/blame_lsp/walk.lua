-- Walks through the versions of a file beside its blame window.
local format = require('blame_lsp.format')
local once = require('blame_lsp.once')
local version = require('blame_lsp.version')
local view_of = require('blame_lsp.view')
local window = require('blame_lsp.window')

local api = vim.api

local M = {}

---@param view blame.View
---@param index integer
---@param line integer? 0-based; nil: where the step was left.
local function go(view, index, line)
  view_of.leave_step(view)
  view.at = index
  view.filled = false
  view_of.show_step(view, line)
  if not view_of.step(view).result then
    window.ask(view)
  end
end

--- Walks to a place; what was ahead is forgotten. Without a line: to where the cursor's line was.
---@param view blame.View
---@param place { commit: string, path: string, line: integer? }
---@param row integer The cursor's line, 0-based.
local function walk_to(view, place, row)
  local from = view_of.step(view)
  version.load(from.buffer, place, function(buffer)
    if view.closed or view_of.step(view) ~= from then
      return
    end
    while #view.steps > view.at do
      table.remove(view.steps)
    end
    local reached = { commit = place.commit, path = place.path }
    table.insert(view.steps, { version = reached, buffer = buffer })
    local line = place.line or version.line_before(buffer, from.buffer, row)
    go(view, #view.steps, line)
  end)
end

--- Walks to the version of the cursor's line before its commit.
---@param view blame.View
function M.parent(view)
  local row = api.nvim_win_get_cursor(0)[1] - 1
  local hunk = window.hunk_at(view, row)
  if not hunk then
    return
  elseif not format.is_committed(hunk.commit) then
    -- What is not committed is compared with what is.
    return hunk.previous and walk_to(view, hunk.previous, row)
  end
  local shown = window.shown(view)
  once.ask(shown, 'blame/previous', {
    textDocument = { uri = vim.uri_from_bufnr(shown) },
    commit = hunk.commit,
    path = hunk.originalPath,
    line = hunk.originalLine + row - hunk.startLine,
  }, function(place)
    if not view.closed then
      walk_to(view, place, row)
    end
  end, 'the file begins here')
end

--- Goes `by` steps along the versions that were walked.
---@param view blame.View
---@param by 1|-1
function M.step(view, by)
  if view.steps[view.at + by] then
    go(view, view.at + by)
  end
end

return M
