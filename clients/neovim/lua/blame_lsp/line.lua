-- Who wrote the cursor's line, as virtual text at its end.
local config = require('blame_lsp.config')
local format = require('blame_lsp.format')
local tracker = require('blame_lsp.tracker')

local api = vim.api

local M = {}

local namespace = api.nvim_create_namespace('blame.line')
---@type { buffer: integer, mark: integer, text: string }?
local shown

local function clear()
  if shown and api.nvim_buf_is_valid(shown.buffer) then
    api.nvim_buf_del_extmark(shown.buffer, namespace, shown.mark)
  end
  shown = nil
end

---@param place blame.Place
---@return string
local function line_text(place)
  return api.nvim_buf_get_lines(place.buffer, place.line, place.line + 1, false)[1] or ''
end

-- Whether what is on the screen stands on this line, and the line is as it was: edits elsewhere have only moved it.
---@param place blame.Place
---@return boolean
local function still_true(place)
  if not shown or shown.buffer ~= place.buffer then
    return false
  end
  local mark =
    api.nvim_buf_get_extmark_by_id(shown.buffer, namespace, shown.mark, { details = true })
  return mark[1] == place.line and not mark[3].invalid and shown.text == line_text(place)
end

---@param info blame.Info
---@return blame.Chunk[]
local function chunks(info)
  local wanted = config.current.line.format
  local made = type(wanted) == 'function' and wanted(info)
    or format.fill(wanted --[[@as string]], info)
  if type(made) == 'string' then
    made = { { made, info.committed and 'BlameLine' or 'BlameLineUncommitted' } }
  end
  table.insert(made, 1, { ' ' })
  return made
end

---@param place blame.Place
---@param answer blame.Answer
local function draw(place, answer)
  local options = config.current.line
  local same_mark = shown and shown.buffer == place.buffer and shown.mark or nil
  if not same_mark then
    clear()
  end
  local mark = api.nvim_buf_set_extmark(place.buffer, namespace, place.line, 0, {
    id = same_mark,
    virt_text = chunks(format.info(answer.hunk, answer.commit)),
    virt_text_pos = options.position,
    hl_mode = 'combine',
    priority = options.priority,
    -- A line that is joined or deleted takes it along.
    invalidate = true,
    undo_restore = false,
  })
  shown = { buffer = place.buffer, mark = mark, text = line_text(place) }
end

local function visible()
  local options = config.current.line
  return options.enabled
    and not (options.hide_in_insert and api.nvim_get_mode().mode:find('^[iR]') ~= nil)
end

---@param place blame.Place
---@param answer blame.Answer?
---@param settled boolean
local function update(place, answer, settled)
  if not visible() then
    clear()
  elseif answer then
    draw(place, answer)
  elseif settled or not still_true(place) then
    clear()
  end
end

--- Begins to show.
function M.enable()
  tracker.listen(update, visible)
end

--- The cursor is not in a window of this editor that shows a file.
function M.hide()
  clear()
end

--- Switches the virtual text on or off; nil: the other way.
---@param on boolean?
function M.toggle(on)
  local options = config.current.line
  if on == nil then
    on = not options.enabled
  end
  options.enabled = on
  tracker.look()
end

return M
