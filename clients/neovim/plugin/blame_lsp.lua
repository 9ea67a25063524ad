-- Defines the command and nothing else: everything is loaded when it is first used.
if vim.g.loaded_blame_lsp == 1 then
  return
end
vim.g.loaded_blame_lsp = 1

-- The command of another plugin stays what it is.
local name = vim.fn.exists(':Blame') == 2 and 'BlameLsp' or 'Blame'

vim.api.nvim_create_user_command(name, function(call)
  require('blame_lsp.command').run(call)
end, {
  nargs = '*',
  bang = true,
  range = true,
  desc = 'git blame: window, line, commit, history, summary, ...',
  complete = function(lead, line)
    return require('blame_lsp.command').complete(lead, line)
  end,
})
