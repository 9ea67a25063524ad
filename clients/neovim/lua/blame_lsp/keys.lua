-- The keys of the blame window.
local config = require('blame_lsp.config')

local M = {}

---@type { name: string, says: string, run: fun(view: blame.View) }[]
local actions = {
  {
    name = 'commit',
    says = 'show the commit; again: go to the popup',
    run = function()
      require('blame_lsp.commit').popup()
    end,
  },
  {
    name = 'parent',
    says = 'walk to the version before the commit',
    run = function(view)
      require('blame_lsp.walk').parent(view)
    end,
  },
  {
    name = 'back',
    says = 'back to where you came from',
    run = function(view)
      require('blame_lsp.walk').step(view, -1)
    end,
  },
  {
    name = 'forward',
    says = 'forward again',
    run = function(view)
      require('blame_lsp.walk').step(view, 1)
    end,
  },
  {
    name = 'history',
    says = 'pick a commit that shaped the line',
    run = function()
      require('blame_lsp.history').pick()
    end,
  },
  {
    name = 'open',
    says = 'open the commit in the browser',
    run = function()
      require('blame_lsp.commit').open()
    end,
  },
  {
    name = 'copy',
    says = "copy the commit's id",
    run = function()
      require('blame_lsp.commit').copy()
    end,
  },
  {
    name = 'quit',
    says = 'close',
    run = function(view)
      require('blame_lsp.window').close(view)
    end,
  },
}

local function help()
  local lines = {}
  for _, action in ipairs(actions) do
    local key = config.current.window.keys[action.name]
    if key then
      lines[#lines + 1] = ('%-6s %s'):format(key, action.says)
    end
  end
  require('blame_lsp.popup').show(lines, { title = 'blame' })
end

--- Maps them in the view's blame window.
---@param view blame.View
function M.map(view)
  local keys = config.current.window.keys
  local function map(key, says, run)
    if key then
      local options =
        { buffer = view.buffer, nowait = true, silent = true, desc = 'blame: ' .. says }
      vim.keymap.set('n', key, run, options)
    end
  end
  for _, action in ipairs(actions) do
    map(keys[action.name], action.says, function()
      action.run(view)
    end)
  end
  map(keys.help, 'list the keys', help)
end

return M
