-- Answers that come in parts: who asked for one gets what is known of it before all of it is.
local client = require('blame_lsp.client')

local M = {}

local PROGRESS = '$/progress'

---@type table<string, fun(part: table)> By token.
local listeners = {}
local asked = 0

---@type table<vim.lsp.Client, true>
local heard = setmetatable({}, { __mode = 'k' })

-- Parts are no progress that anybody else could show. What else the server reports goes where it went before.
---@param server vim.lsp.Client
local function listen(server)
  if heard[server] then
    return
  end
  heard[server] = true
  local before = server.handlers[PROGRESS]
  server.handlers[PROGRESS] = function(fault, params, ...)
    local listener = type(params) == 'table' and listeners[params.token]
    if listener then
      return listener(params.value)
    end
    return (before or vim.lsp.handlers[PROGRESS])(fault, params, ...)
  end
end

--- Asks the server of a buffer as |blame.client| does; `on_part` gets each part before `on_answer` gets the rest.
---@param question { buffer: integer, method: string, params: table }
---@param on_part fun(part: table)
---@param on_answer fun(fault: blame.Fault?, result: any)
---@return blame.Question?
function M.ask(question, on_part, on_answer)
  local server = client.find(question.buffer, question.method)
  if not server then
    return nil
  end
  listen(server)
  asked = asked + 1
  local token = 'blame-' .. asked
  listeners[token] = on_part
  local params = vim.tbl_extend('error', question.params, { partialResultToken = token })
  local sent = client.ask_client(server, question.method, params, function(fault, result)
    listeners[token] = nil
    on_answer(fault, result)
  end, question.buffer)
  if not sent then
    listeners[token] = nil
    return nil
  end
  return {
    cancel = function()
      listeners[token] = nil
      sent.cancel()
    end,
  }
end

return M
