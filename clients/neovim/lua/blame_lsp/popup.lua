-- A floating window at the cursor that goes when the cursor does.
local config = require('blame_lsp.config')

local api = vim.api

local M = {}

---@class blame.PopupOptions
---@field syntax string?
---@field title string?

-- The one popup there is, and the window and line it belongs to.
---@type { window: integer, home: integer, line: integer }?
local open

local group = api.nvim_create_augroup('blame.popup', { clear = true })

local function close()
  api.nvim_clear_autocmds({ group = group })
  if open and api.nvim_win_is_valid(open.window) then
    api.nvim_win_close(open.window, true)
  end
  open = nil
end

-- Whether the cursor is neither in the popup nor where it was when that opened.
local function has_left()
  local window = api.nvim_get_current_win()
  if not open or window == open.window then
    return false
  end
  return window ~= open.home or api.nvim_win_get_cursor(window)[1] ~= open.line
end

local function close_when_left()
  api.nvim_create_autocmd(
    { 'CursorMoved', 'CursorMovedI', 'InsertEnter', 'WinEnter', 'BufEnter' },
    {
      group = group,
      callback = function(event)
        if event.event == 'InsertEnter' or has_left() then
          -- Not while windows are being entered.
          vim.schedule(close)
        end
      end,
    }
  )
  api.nvim_create_autocmd('WinLeave', {
    group = group,
    callback = function()
      if open and api.nvim_get_current_win() == open.window then
        vim.schedule(close)
      end
    end,
  })
end

---@return string|string[]
local function border()
  local wanted = config.current.popup.border
  if wanted == nil and vim.fn.exists('+winborder') == 1 and vim.o.winborder ~= '' then
    wanted = vim.o.winborder
  end
  return wanted or 'rounded'
end

---@param lines string[]
---@return table
local function place_for(lines)
  local limits = config.current.popup
  local width = 20
  for _, line in ipairs(lines) do
    width = math.max(width, vim.fn.strdisplaywidth(line))
  end
  local row = vim.fn.screenrow()
  local below, above = vim.o.lines - row - 3, row - 3
  local height = math.min(#lines, limits.max_height)
  local up = height > below and above > below
  return {
    relative = 'cursor',
    anchor = up and 'SW' or 'NW',
    row = up and 0 or 1,
    col = 0,
    width = math.min(width, limits.max_width, vim.o.columns - 4),
    height = math.max(1, math.min(height, up and above or below)),
    style = 'minimal',
    border = border(),
  }
end

--- Moves the cursor into the popup that belongs to where it is; false if there is none.
---@return boolean
function M.enter()
  if not open or has_left() or not api.nvim_win_is_valid(open.window) then
    return false
  end
  api.nvim_set_current_win(open.window)
  return true
end

--- Shows lines at the cursor.
---@param lines string[]
---@param options blame.PopupOptions?
function M.show(lines, options)
  options = options or {}
  close()
  local buffer = api.nvim_create_buf(false, true)
  api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].bufhidden = 'wipe'
  vim.bo[buffer].syntax = options.syntax or ''
  vim.keymap.set('n', 'q', close, { buffer = buffer, nowait = true, desc = 'blame: close' })
  local place = place_for(lines)
  place.title = options.title and (' %s '):format(options.title)
  local home = api.nvim_get_current_win()
  local window = api.nvim_open_win(buffer, false, place)
  open = { window = window, home = home, line = api.nvim_win_get_cursor(home)[1] }
  close_when_left()
end

return M
