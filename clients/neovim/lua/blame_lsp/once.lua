-- Questions that somebody waits for at a place: given up when the cursor leaves it, or for the next one.
local client = require('blame_lsp.client')

local api = vim.api

local M = {}

---@type { question: blame.Question? }?
local waiting

local group = api.nvim_create_augroup('blame.once', { clear = true })

local function leave()
  if waiting then
    api.nvim_clear_autocmds({ group = group })
    if waiting.question then
      waiting.question.cancel()
    end
    waiting = nil
  end
end

local function where()
  return { api.nvim_get_current_win(), api.nvim_get_current_buf(), api.nvim_win_get_cursor(0)[1] }
end

--- Asks; `on_answer` gets a result that is not null, with the cursor where it was. Faults are told. Says so when no server
--- of the buffer answers `method`.
---@param buffer integer
---@param method string
---@param params table
---@param on_answer fun(result: any)
---@param nothing string? What to say of null.
function M.ask(buffer, method, params, on_answer, nothing)
  leave()
  local mine = {} ---@type { question: blame.Question? }
  local place = where()
  waiting = mine
  api.nvim_create_autocmd({ 'CursorMoved', 'CursorMovedI', 'BufEnter', 'WinEnter' }, {
    group = group,
    callback = function()
      -- The event of a move that came before the question may come after it.
      if not vim.deep_equal(where(), place) then
        leave()
      end
    end,
  })
  mine.question = client.ask(buffer, method, params, function(fault, result)
    if waiting == mine then
      mine.question = nil
      leave()
    end
    if fault then
      client.report(fault)
    elseif result then
      on_answer(result)
    else
      vim.notify('blame: ' .. (nothing or 'nothing is known of this line'), vim.log.levels.INFO)
    end
  end)
  if not mine.question and waiting == mine then
    leave()
    local reason = client.find(buffer) and ('this server does not know %s'):format(method)
      or 'no server here: not a file in a repository (:checkhealth blame_lsp)'
    vim.notify('blame: ' .. reason, vim.log.levels.WARN)
  end
end

return M
