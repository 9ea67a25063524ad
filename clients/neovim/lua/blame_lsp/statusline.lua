-- Who wrote the cursor's line, for statuslines.
local format = require('blame_lsp.format')
local tracker = require('blame_lsp.tracker')

local api = vim.api

local M = {}

-- Questions are asked for the statusline only once it has been drawn with ours in it.
local used = false
local last = ''

local function update(place, answer, settled)
  if not answer and not settled then
    return
  end
  local info = answer and format.info(answer.hunk, answer.commit)
  local text = info and format.fill('{author}, {date}', info) or ''
  vim.b[place.buffer].blame_line = text
  if text ~= last then
    last = text
    if used then
      vim.cmd.redrawstatus()
    end
  end
end

--- Begins to keep `b:blame_line`.
function M.enable()
  tracker.listen(update, function()
    return used
  end)
end

--- Author and age of the cursor's line in the buffer of the statusline; empty where there is no blame.
---@return string
function M.text()
  if not used then
    used = true
    vim.schedule(tracker.look)
  end
  local buffer = api.nvim_get_current_buf()
  return vim.b[buffer].blame_line or ''
end

return M
