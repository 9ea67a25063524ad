-- What users call. Loading it does nothing; `setup()` begins.
local M = {}

--- Begins: starts the server for buffers of repositories and follows the cursor. Options: |blame-options|.
---@param options table?
function M.setup(options)
  require('blame_lsp.config').set(options)
  require('blame_lsp.events').enable()
  require('blame_lsp.events').define_command()
end

--- Author and age of the cursor's line for a statusline: `%{v:lua.require'blame_lsp'.statusline()}`.
---@return string
function M.statusline()
  return require('blame_lsp.statusline').text()
end

--- Switches the virtual text at the end of the line on or off; nil: the other way.
---@param on boolean?
function M.toggle_line(on)
  require('blame_lsp.line').toggle(on)
end

--- Opens or closes the blame window beside the current window.
function M.toggle_window()
  require('blame_lsp.window').toggle()
end

--- Shows the commit of the cursor's line in a popup, a second time: goes there.
function M.show_commit()
  require('blame_lsp.commit').popup()
end

--- Offers the commits that shaped lines `first` to `last` (1-based, both of them included), the cursor's line by default.
---@param first integer?
---@param last integer?
function M.pick_history(first, last)
  require('blame_lsp.history').pick(first, last)
end

--- Tells who wrote lines `first` to `last`, the whole file by default.
---@param first integer?
---@param last integer?
function M.show_summary(first, last)
  require('blame_lsp.summary').popup(first, last)
end

--- Opens the commit of the cursor's line in the browser.
function M.open_remote()
  require('blame_lsp.commit').open()
end

--- Copies the id of the commit of the cursor's line.
function M.copy_id()
  require('blame_lsp.commit').copy()
end

return M
