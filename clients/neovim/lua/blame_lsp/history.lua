-- The commits that shaped some lines, to choose from.
local commit = require('blame_lsp.commit')
local config = require('blame_lsp.config')
local format = require('blame_lsp.format')
local once = require('blame_lsp.once')
local window = require('blame_lsp.window')

local api = vim.api

local M = {}

---@class blame.HistoryEntry: blame.Commit
---@field commit string
---@field path string
---@field lines { startLine: integer, endLine: integer }[] In the commit's version, where the lines were.

---@param entry blame.HistoryEntry
---@return string
local function describe(entry)
  if not format.is_committed(entry.commit) then
    return 'Not committed yet'
  end
  local id = entry.commit:sub(1, config.current.window.id_width)
  local author = format.pad(format.one_line(entry.author.name), config.current.window.author_width)
  local date = format.date(entry.author)
  return ('%s %s %s  %s'):format(id, author, date, format.one_line(entry.summary))
end

--- Offers the commits that shaped lines `first` to `last` (1-based, both included; the cursor's line by default); the
--- chosen one is shown.
---@param first integer?
---@param last integer?
function M.pick(first, last)
  local buffer = api.nvim_get_current_buf()
  local view = window.beside(buffer)
  local document = view and window.shown(view) or buffer
  first = first or api.nvim_win_get_cursor(0)[1]
  once.ask(document, 'blame/history', {
    textDocument = { uri = vim.uri_from_bufnr(document) },
    range = {
      start = { line = first - 1, character = 0 },
      ['end'] = { line = last or first, character = 0 },
    },
    limit = config.current.history.limit,
  }, function(result)
    local offer = { prompt = 'History of the lines', format_item = describe }
    vim.ui.select(result.entries, offer, function(entry)
      if not entry then
        return
      elseif not format.is_committed(entry.commit) then
        return vim.notify('blame: not committed yet', vim.log.levels.INFO)
      end
      local lines = entry.lines[1]
      commit.show(document, entry.commit, entry.path, lines and lines.startLine)
    end)
  end)
end

return M
