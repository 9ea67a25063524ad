-- Ties the parts to the editor's events.
local client = require('blame_lsp.client')
local highlights = require('blame_lsp.highlights')
local line = require('blame_lsp.line')
local statusline = require('blame_lsp.statusline')
local tracker = require('blame_lsp.tracker')
local version = require('blame_lsp.version')

local api = vim.api

local M = {}

M.enabled = false

local group = api.nvim_create_augroup('blame_lsp', { clear = true })

---@param events string[]
---@param callback fun(event: table)
local function on(events, callback)
  api.nvim_create_autocmd(events, { group = group, callback = callback })
end

local function look()
  tracker.look()
end

local function follow_buffers()
  api.nvim_create_autocmd('BufReadCmd', {
    group = group,
    pattern = version.PATTERN,
    callback = function(event)
      version.read(event.buf)
    end,
  })
  on({ 'BufReadPost', 'BufNewFile', 'BufFilePost', 'BufWritePost' }, function(event)
    client.attach(event.buf)
  end)
  on({ 'LspAttach' }, function(event)
    if client.is_blame(vim.lsp.get_client_by_id(event.data.client_id)) then
      tracker.forget(event.buf)
      vim.schedule(look)
    end
  end)
  on({ 'BufWipeout', 'BufUnload' }, function(event)
    tracker.forget(event.buf)
  end)
end

local function follow_cursor()
  on({
    'CursorMoved',
    'CursorMovedI',
    'TextChanged',
    'TextChangedI',
    'TextChangedP',
    'BufEnter',
    'WinEnter',
  }, look)
  -- The mode has not changed yet when these come.
  on({ 'InsertEnter', 'InsertLeave' }, function()
    vim.schedule(look)
  end)
  on({ 'BufLeave', 'WinLeave', 'VimLeavePre' }, function()
    tracker.leave()
    line.hide()
  end)
end

--- Begins, or begins anew with other options.
function M.enable()
  api.nvim_clear_autocmds({ group = group })
  tracker.reset()
  M.enabled = true
  highlights.define()
  on({ 'ColorScheme' }, highlights.define)
  line.enable()
  statusline.enable()
  client.on_copy()
  client.on_did_change(function(concerns)
    tracker.forget(concerns)
    tracker.look()
    require('blame_lsp.window').refresh(concerns)
  end)
  follow_buffers()
  follow_cursor()
  for _, buffer in ipairs(api.nvim_list_bufs()) do
    if api.nvim_buf_is_loaded(buffer) then
      client.attach(buffer)
    end
  end
  look()
end

--- For commands: with the defaults, if nobody has called `setup()`.
function M.ensure()
  if not M.enabled then
    M.enable()
  end
end

local function define()
  vim.cmd.runtime('plugin/blame_lsp.lua')
end

--- Defines :Blame where nobody has done it: plugin managers look for commands before this folder is in the runtimepath. After
--- other plugins have defined theirs.
function M.define_command()
  if vim.v.vim_did_enter == 1 then
    define()
  else
    api.nvim_create_autocmd('VimEnter', { group = group, once = true, callback = define })
  end
end

return M
