-- :checkhealth blame_lsp
local client = require('blame_lsp.client')
local config = require('blame_lsp.config')

local health = vim.health

local M = {}

local function check_editor()
  health.start('blame: editor')
  if vim.fn.has('nvim-0.10') == 1 then
    health.ok('Neovim ' .. tostring(vim.version()))
  else
    health.error('Neovim 0.10 or newer is needed')
  end
  if require('blame_lsp.events').enabled then
    health.ok('enabled')
  else
    health.warn('not enabled', { "call require('blame_lsp').setup() in your init.lua" })
  end
end

---@param cmd string[]
local function check_version(cmd)
  local started = vim.tbl_filter(function(argument)
    return argument ~= '--stdio'
  end, cmd)
  local done, run = pcall(function()
    return vim
      .system(vim.list_extend(started, { '--version' }), { text = true, timeout = 10000 })
      :wait()
  end)
  if done and run.code == 0 then
    health.ok(vim.trim(run.stdout))
  else
    health.error(
      'it does not run',
      { done and vim.trim(run.stderr) or tostring(run), 'Node 20.19 or newer is needed' }
    )
  end
end

local function check_server()
  health.start('blame: server')
  local cmd = client.command()
  if not cmd then
    health.error('blame-language-server is not on the PATH', {
      'npm install -g blame-language-server',
      "or name it: require('blame_lsp').setup({ cmd = { 'node', '/path/to/dist/main.js', '--stdio' } })",
    })
  elseif vim.fn.executable(cmd[1]) == 0 then
    health.error(cmd[1] .. ' is not executable')
  else
    health.info('command: ' .. table.concat(cmd, ' '))
    check_version(cmd)
  end
end

local function check_clients()
  health.start('blame: running')
  local clients = vim.tbl_filter(client.is_blame, vim.lsp.get_clients())
  if #clients == 0 then
    health.info('no server runs: it starts with the first file of a repository')
  end
  for _, running in ipairs(clients) do
    local buffers = vim.tbl_count(running.attached_buffers or {})
    health.ok(('%s: %d buffers'):format(running.root_dir or 'no directory', buffers))
    health.info('it answers ' .. table.concat(client.methods(running), ', '))
  end
end

local function check_neighbours()
  health.start('blame: other plugins')
  local found, options = pcall(function()
    return package.loaded['gitsigns.config'].config.current_line_blame
  end)
  if found and options and config.current.line.enabled then
    health.warn('gitsigns shows blame at the end of the line, too', {
      "require('gitsigns').setup({ current_line_blame = false })",
      "or require('blame_lsp').setup({ line = { enabled = false } })",
    })
  else
    health.ok('none that shows the same')
  end
end

--- Called by :checkhealth.
function M.check()
  check_editor()
  check_server()
  check_clients()
  check_neighbours()
end

return M
