-- The server: where it is, for which buffers it runs, what it can be asked.
local config = require('blame_lsp.config')

local api, lsp, uv = vim.api, vim.lsp, vim.uv

local M = {}

---@class blame.Question
---@field cancel fun() Tells the server that nobody waits any more; no answer comes after that.

---@class blame.Fault
---@field code integer
---@field message string
---@field data table?

local NAME = 'blame'
local DID_CHANGE = 'blame/didChange'
local COPY = 'blame/copy'
local CONTENT_MODIFIED = -32801
local SERVER_CANCELLED = -32802

-- Since Neovim 0.11 functions of clients are methods.
local methods = vim.fn.has('nvim-0.11') == 1

---@param client vim.lsp.Client
---@param name string
local function call(client, name, ...)
  if methods then
    return client[name](client, ...)
  end
  return client[name](...)
end

---@param client vim.lsp.Client
---@return table?
local function provider(client)
  local experimental = (client.server_capabilities or {}).experimental
  return type(experimental) == 'table' and experimental.blameProvider or nil
end

--- Whether a client is a blame server, whoever started it.
---@param client vim.lsp.Client?
---@return boolean
function M.is_blame(client)
  return client ~= nil and provider(client) ~= nil
end

--- The server of a buffer, if it answers `method`.
---@param buffer integer
---@param method string?
---@return vim.lsp.Client?
function M.find(buffer, method)
  for _, client in ipairs(lsp.get_clients({ bufnr = buffer })) do
    local offered = provider(client)
    if offered and (not method or vim.list_contains(offered.methods or {}, method)) then
      return client
    end
  end
end

--- What a server says that it answers.
---@param client vim.lsp.Client
---@return string[]
function M.methods(client)
  local offered = provider(client)
  return offered and offered.methods or {}
end

-- The server built beside this plugin, where both come from one checkout or package.
local function beside()
  local here = debug.getinfo(1, 'S').source:sub(2)
  local top = vim.fs.dirname(vim.fs.dirname(vim.fs.dirname(vim.fs.dirname(vim.fs.dirname(here)))))
  local main = top .. '/dist/main.js'
  return uv.fs_stat(main) and { 'node', main, '--stdio' } or nil
end

--- What starts the server; nil when it can't be found.
---@return string[]?
function M.command()
  if config.current.cmd then
    return config.current.cmd
  end
  if vim.fn.executable('blame-language-server') == 1 then
    return { 'blame-language-server', '--stdio' }
  end
  return beside()
end

--- Top of the work tree that a file is in; nil outside of any, and for git's own files.
---@param path string
---@return string?
function M.root(path)
  if path == '' or path:find('/.git/', 1, true) then
    return nil
  end
  local root = vim.fs.root(path, '.git')
  if root then
    return root
  end
  local real = uv.fs_realpath(path)
  return real and real ~= path and vim.fs.root(real, '.git') or nil
end

--- The file behind a buffer; nil where there is none, or one that a scheme other than file: names.
---@param buffer integer
---@return string?
function M.path(buffer)
  if vim.bo[buffer].buftype ~= '' then
    return nil
  end
  local name = api.nvim_buf_get_name(buffer)
  if name == '' or name:find('^%a[%w+.-]+://') then
    return nil
  end
  return vim.fs.normalize(vim.fn.fnamemodify(name, ':p'))
end

---@param buffer integer
---@param path string
---@return boolean
local function wanted(buffer, path)
  local size = vim.fn.getfsize(path)
  return size <= config.current.max_file_size and size ~= -2 and config.current.attach(buffer)
end

local complained = false

local function complain_once()
  if not complained then
    complained = true
    vim.notify(
      'blame: blame-language-server is not on the PATH (:checkhealth blame_lsp)',
      vim.log.levels.WARN
    )
  end
end

--- Starts the server for a buffer, or joins the one of its repository.
---@param buffer integer
function M.attach(buffer)
  local path = M.path(buffer)
  local root = path and M.root(path)
  if not path or not root or M.find(buffer) or not wanted(buffer, path) then
    return
  end
  local cmd = M.command()
  if not cmd or vim.fn.executable(cmd[1]) == 0 then
    return complain_once()
  end
  local settings = { blame = config.current.settings }
  local abilities = { experimental = { blame = { copy = true, content = true } } }
  lsp.start({
    name = NAME,
    cmd = cmd,
    root_dir = root,
    workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
    capabilities = vim.tbl_deep_extend('force', lsp.protocol.make_client_capabilities(), abilities),
    init_options = settings,
    settings = settings,
  }, {
    bufnr = buffer,
    reuse_client = function(client, wants)
      local gone = call(client, 'is_stopped')
      return client.name == wants.name and client.root_dir == wants.root_dir and not gone
    end,
  })
end

-- In results null is a value of its own; here it is nothing.
---@param result any
---@return any
local function without_nulls(result)
  if result == vim.NIL then
    return nil
  end
  for name, value in pairs(type(result) == 'table' and result or {}) do
    if value == vim.NIL then
      result[name] = nil
    end
  end
  return result
end

--- Asks a server; `on_answer` gets what came, unless the question was cancelled before. Nil when the server is gone.
---@param client vim.lsp.Client
---@param method string
---@param params table
---@param on_answer fun(fault: blame.Fault?, result: any)
---@param buffer integer?
---@return blame.Question?
function M.ask_client(client, method, params, on_answer, buffer)
  local open = true
  local sent, id = call(client, 'request', method, params, function(fault, result)
    if open then
      open = false
      on_answer(fault, without_nulls(result))
    end
  end, buffer)
  if not sent then
    return nil
  end
  return {
    cancel = function()
      if open then
        open = false
        call(client, 'cancel_request', id)
      end
    end,
  }
end

--- Asks the server of a buffer. Nil when it has none that answers `method`.
---@param buffer integer
---@param method string
---@param params table
---@param on_answer fun(fault: blame.Fault?, result: any)
---@return blame.Question?
function M.ask(buffer, method, params, on_answer)
  local client = M.find(buffer, method)
  return client and M.ask_client(client, method, params, on_answer, buffer)
end

--- Whether the same question may get an answer later: the text has changed, or the server had too much to do.
---@param fault blame.Fault
---@return boolean
function M.may_retry(fault)
  if fault.code == SERVER_CANCELLED then
    return (fault.data or {}).retriggerRequest == true
  end
  return fault.code == CONTENT_MODIFIED
end

--- What to tell of a fault.
---@param fault blame.Fault
---@return string
function M.describe(fault)
  local hint = type(fault.data) == 'table' and fault.data.hint
  return 'blame: ' .. fault.message .. (type(hint) == 'string' and (' (%s)'):format(hint) or '')
end

--- Tells of a fault unless it is one of those that pass by themselves.
---@param fault blame.Fault
function M.report(fault)
  if not M.may_retry(fault) then
    vim.notify(M.describe(fault), vim.log.levels.WARN)
  end
end

--- Puts a text where the next paste finds it, in the editor and outside.
---@param text string
function M.copy(text)
  vim.fn.setreg('"', text)
  -- There may be no clipboard.
  pcall(vim.fn.setreg, '+', text)
  vim.notify('blame: copied ' .. vim.split(text, '\n')[1])
end

--- Lets the server copy.
function M.on_copy()
  lsp.handlers[COPY] = function(_, params)
    M.copy(params.text)
  end
end

--- Calls `listener` with a test for buffers whenever the server says that answers may not hold any more.
---@param listener fun(concerns: fun(buffer: integer): boolean)
function M.on_did_change(listener)
  lsp.handlers[DID_CHANGE] = function(_, params)
    local uris = type(params) == 'table' and params.uris
    listener(function(buffer)
      return type(uris) ~= 'table' or vim.list_contains(uris, vim.uri_from_bufnr(buffer))
    end)
  end
end

return M
