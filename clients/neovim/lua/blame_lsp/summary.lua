-- Who wrote some lines, in a popup.
local config = require('blame_lsp.config')
local format = require('blame_lsp.format')
local once = require('blame_lsp.once')
local popup = require('blame_lsp.popup')
local window = require('blame_lsp.window')

local api = vim.api

local M = {}

---@class blame.AuthorShare
---@field name string
---@field email string
---@field lines integer
---@field commits integer
---@field first { time: integer, timezone: string }
---@field last { time: integer, timezone: string }

---@param count integer
---@param noun string
local function counted(count, noun)
  return ('%d %s%s'):format(count, noun, count == 1 and '' or 's')
end

---@param author blame.AuthorShare
---@param total integer
---@return string
local function describe(author, total)
  local name = format.pad(format.one_line(author.name), config.current.window.author_width)
  local share = math.floor(100 * author.lines / math.max(1, total) + 0.5)
  local lines = ('%3d%%  %-10s %s'):format(
    share,
    counted(author.lines, 'line'),
    counted(author.commits, 'commit')
  )
  return ('%s %s, %s'):format(name, lines, format.date(author.last))
end

--- Tells who wrote lines `first` to `last` (1-based, both included), the whole file by default.
---@param first integer?
---@param last integer?
function M.popup(first, last)
  local view = window.beside(api.nvim_get_current_buf())
  local buffer = view and window.shown(view) or api.nvim_get_current_buf()
  local range = first
    and { start = { line = first - 1, character = 0 }, ['end'] = { line = last, character = 0 } }
  once.ask(buffer, 'blame/summary', {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
    range = range,
  }, function(result)
    local total = result.uncommittedLines
    for _, author in ipairs(result.authors) do
      total = total + author.lines
    end
    local lines = {}
    for _, author in ipairs(result.authors) do
      lines[#lines + 1] = describe(author, total)
    end
    if result.uncommittedLines > 0 then
      lines[#lines + 1] = counted(result.uncommittedLines, 'line') .. ' not committed yet'
    end
    popup.show(lines, { title = first and ('lines %d to %d'):format(first, last) or 'the file' })
  end)
end

return M
