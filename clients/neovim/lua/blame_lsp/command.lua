-- :Blame and its sub-commands.
local M = {}

---@class blame.Call What |nvim_create_user_command()| hands over.
---@field fargs string[]
---@field bang boolean
---@field range integer
---@field line1 integer
---@field line2 integer

---@param call blame.Call
---@return integer? first
---@return integer? last
local function range_of(call)
  if call.range > 0 then
    return call.line1, call.line2
  end
end

local switches = { on = true, off = false }

---@type table<string, { run: fun(call: blame.Call), arguments: string[]? }>
M.commands = {
  window = {
    run = function()
      require('blame_lsp.window').toggle()
    end,
  },
  line = {
    run = function(call)
      require('blame_lsp.line').toggle(switches[call.fargs[2]])
    end,
    arguments = { 'on', 'off' },
  },
  commit = {
    run = function(call)
      require('blame_lsp.commit').popup(call.bang)
    end,
  },
  open = {
    run = function()
      require('blame_lsp.commit').open()
    end,
  },
  copy = {
    run = function()
      require('blame_lsp.commit').copy()
    end,
  },
  history = {
    run = function(call)
      require('blame_lsp.history').pick(range_of(call))
    end,
  },
  summary = {
    run = function(call)
      require('blame_lsp.summary').popup(range_of(call))
    end,
  },
  health = {
    run = function()
      vim.cmd.checkhealth('blame_lsp')
    end,
  },
}

--- Runs `:Blame`; without a sub-command it is the window, with a range the summary of it.
---@param call blame.Call
function M.run(call)
  require('blame_lsp.events').ensure()
  local name = call.fargs[1] or (call.range > 0 and 'summary' or 'window')
  local command = M.commands[name]
  if not command then
    return vim.notify(('blame: there is no :Blame %s'):format(name), vim.log.levels.ERROR)
  end
  command.run(call)
end

--- Completes sub-commands and their arguments.
---@param lead string
---@param line string
---@return string[]
function M.complete(lead, line)
  local words = vim.split(line, '%s+')
  local command = M.commands[words[#words - 1]]
  local offered = command and command.arguments or (not command and vim.tbl_keys(M.commands)) or {}
  table.sort(offered)
  return vim.tbl_filter(function(word)
    return vim.startswith(word, lead)
  end, offered)
end

return M
