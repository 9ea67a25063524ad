-- Defines the command and nothing else: everything is loaded when it is first used.
if vim.g.loaded_blame == 1 then
  return
end
vim.g.loaded_blame = 1

vim.api.nvim_create_user_command('Blame', function(call)
  require('blame.command').run(call)
end, {
  nargs = '*',
  bang = true,
  range = true,
  desc = 'git blame: window, line, commit, history, summary, ...',
  complete = function(lead, line)
    return require('blame.command').complete(lead, line)
  end,
})
