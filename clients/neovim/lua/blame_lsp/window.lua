-- The blame window: opens and closes it, and keeps it true.
local client = require('blame_lsp.client')
local config = require('blame_lsp.config')
local parts = require('blame_lsp.parts')
local view_of = require('blame_lsp.view')

local api = vim.api

local M = {}

---@type table<integer, blame.View> By the blame window's buffer.
local views = {}

--- The view whose blame window a buffer is.
---@param buffer integer
---@return blame.View?
function M.beside(buffer)
  return views[buffer]
end

--- The buffer of the file, or of the version of it, that stands beside a blame window.
---@param view blame.View
---@return integer
function M.shown(view)
  return view_of.step(view).buffer
end

--- The view that a buffer belongs to: its blame window, or what is shown beside it.
---@param buffer integer
---@return blame.View?
function M.find(buffer)
  if views[buffer] then
    return views[buffer]
  end
  local window = api.nvim_get_current_win()
  for _, view in pairs(views) do
    if view.origin == window and view_of.step(view).buffer == buffer then
      return view
    end
  end
end

---@param view blame.View
local function forget(view)
  views[view.buffer] = nil
  if view.question then
    view.question.cancel()
  end
  if view.timer then
    view.timer:stop()
    view.timer:close()
    view.timer = nil
  end
  view_of.close(view)
end

-- What comes in parts comes in any order.
---@param known blame.Known
---@param part blame.Known
local function add(known, part)
  vim.list_extend(known.hunks, part.hunks)
  for id, commit in pairs(part.commits) do
    known.commits[id] = commit
  end
  table.sort(known.hunks, function(a, b)
    return a.startLine < b.startLine
  end)
end

---@param view blame.View
---@param step blame.Step
---@param result blame.Result
local function take(view, step, result)
  local known = step.known or { hunks = {}, commits = {} }
  step.known = nil
  if result.revision == nil then
    vim.notify('blame: nothing to blame here: not a committed file', vim.log.levels.INFO)
    return forget(view)
  end
  add(known, result)
  step.result = vim.tbl_extend('force', result, known)
  if view_of.step(view) == step then
    view_of.draw(view)
  end
end

-- Between two looks at what is known so far. An answer that takes less time is drawn once, as a whole.
local DRAW_MS = 100

--- Asks for the blame of what is shown, once; a question for something else is given up. Rows are filled as they become known,
--- but where they have been filled before they stay as they are until all is known.
---@param view blame.View
function M.ask(view)
  local step = view_of.step(view)
  local tick = api.nvim_buf_get_changedtick(step.buffer)
  local drawn = vim.uv.now()
  if view.question then
    view.question.cancel()
  end
  local known = { hunks = {}, commits = {} }
  step.known = known
  local function holds()
    return not view.closed
      and api.nvim_buf_is_loaded(step.buffer)
      and api.nvim_buf_get_changedtick(step.buffer) == tick
  end
  view.question = parts.ask({
    buffer = step.buffer,
    method = 'blame/file',
    params = { textDocument = { uri = vim.uri_from_bufnr(step.buffer) } },
  }, function(part)
    add(known, part)
    local due = vim.uv.now() - drawn >= DRAW_MS
    if due and holds() and not view.filled and view_of.step(view) == step then
      view_of.draw(view)
      drawn = vim.uv.now()
    end
  end, function(fault, result)
    view.question = nil
    if view.closed or not api.nvim_buf_is_loaded(step.buffer) then
      return
    elseif not holds() or (fault and client.may_retry(fault)) then
      return M.later(view)
    elseif fault then
      client.report(fault)
      return forget(view)
    end
    take(view, step, result)
  end)
end

--- Asks when the file has been left alone for a moment.
---@param view blame.View
function M.later(view)
  view.timer = view.timer or assert(vim.uv.new_timer())
  view.timer:start(
    config.current.window.delay,
    0,
    vim.schedule_wrap(function()
      if not view.closed then
        M.ask(view)
      end
    end)
  )
end

-- Rows follow an edit at once, their blame comes a moment later.
---@param view blame.View
local function follow_edits(view)
  api.nvim_buf_attach(view.document, false, {
    on_lines = function(_, _, _, first, last, new_last)
      if view.closed then
        return true
      end
      vim.schedule(function()
        if view.closed then
          return
        end
        view.steps[1].result = nil
        if view.at == 1 then
          view_of.shift(view, first, last, new_last)
          M.later(view)
        end
      end)
    end,
    on_reload = function()
      if view.closed then
        return true
      end
      vim.schedule(function()
        if not view.closed then
          M.later(view)
        end
      end)
    end,
  })
end

---@param view blame.View
local function follow_windows(view)
  local group = api.nvim_create_augroup('blame.window.' .. view.buffer, { clear = true })
  local function finish()
    api.nvim_clear_autocmds({ group = group })
    vim.schedule(function()
      forget(view)
    end)
  end
  api.nvim_create_autocmd('WinClosed', {
    group = group,
    pattern = { tostring(view.window), tostring(view.origin) },
    callback = finish,
  })
  api.nvim_create_autocmd('BufWinEnter', {
    group = group,
    callback = function()
      local strange = api.nvim_win_is_valid(view.origin)
        and api.nvim_win_get_buf(view.origin) ~= view_of.step(view).buffer
      if strange then
        finish()
      end
    end,
  })
end

--- The hunk that holds a line of what is shown, and its commit.
---@param view blame.View
---@param row integer 0-based.
---@return blame.Hunk?
---@return blame.Commit?
function M.hunk_at(view, row)
  local step = view_of.step(view)
  local known = step.result or step.known
  for _, hunk in ipairs(known and known.hunks or {}) do
    if hunk.startLine <= row and row < hunk.endLine then
      return hunk, known.commits[hunk.commit]
    end
  end
end

--- Asks anew for all views that a test names; versions that are not shown ask when they are.
---@param concerns fun(buffer: integer): boolean
function M.refresh(concerns)
  for _, view in pairs(views) do
    if concerns(view.document) then
      for _, step in ipairs(view.steps) do
        step.result = step == view_of.step(view) and step.result or nil
      end
      M.ask(view)
    end
  end
end

--- Opens the blame window beside the current one, and goes there.
function M.open()
  local origin = api.nvim_get_current_win()
  local document = api.nvim_win_get_buf(origin)
  if not client.find(document, 'blame/file') then
    vim.notify(
      'blame: no server here: not a file in a repository (:checkhealth blame_lsp)',
      vim.log.levels.WARN
    )
    return
  end
  local view = view_of.open(origin)
  views[view.buffer] = view
  require('blame_lsp.keys').map(view)
  follow_edits(view)
  follow_windows(view)
  api.nvim_set_current_win(view.window)
  M.ask(view)
end

--- Closes the blame window that the current window belongs to.
---@param view blame.View
function M.close(view)
  forget(view)
end

--- Opens it or closes it.
function M.toggle()
  local view = M.find(api.nvim_get_current_buf())
  if view then
    forget(view)
  else
    M.open()
  end
end

return M
