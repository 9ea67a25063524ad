-- Knows who wrote the cursor's line: asks when the cursor rests, gives up the question when it leaves.
local client = require('blame_lsp.client')
local config = require('blame_lsp.config')

local api, uv = vim.api, vim.uv

local M = {}

---@class blame.Answer
---@field hunk blame.Hunk
---@field commit blame.Commit

---@class blame.Place
---@field buffer integer
---@field line integer 0-based.
---@field tick integer Of the text.

---@class blame.Known What was answered for one text of one buffer.
---@field tick integer
---@field answers blame.Answer[]
---@field silent table<integer, true> Lines without blame, or with a fault.

---@type table<integer, blame.Known>
local known = {}
---@type { place: blame.Place, question: blame.Question }?
local pending
local timer ---@type uv.uv_timer_t?
local last_asked = 0
---@type (fun(place: blame.Place, answer: blame.Answer?, settled: boolean))[]
local listeners = {}
---@type (fun(): boolean)[]
local interests = {}

---@return blame.Place
local function here()
  local buffer = api.nvim_get_current_buf()
  local line = api.nvim_win_get_cursor(0)[1] - 1
  return { buffer = buffer, line = line, tick = api.nvim_buf_get_changedtick(buffer) }
end

---@param a blame.Place
---@param b blame.Place
local function same(a, b)
  return a.buffer == b.buffer and a.line == b.line and a.tick == b.tick
end

---@param place blame.Place
---@return blame.Known
local function memory(place)
  local found = known[place.buffer]
  if not found or found.tick ~= place.tick then
    found = { tick = place.tick, answers = {}, silent = {} }
    known[place.buffer] = found
  end
  return found
end

-- The answer, and whether there is nothing left to ask.
---@param place blame.Place
---@return blame.Answer?
---@return boolean
local function recall(place)
  local found = memory(place)
  for _, answer in ipairs(found.answers) do
    if answer.hunk.startLine <= place.line and place.line < answer.hunk.endLine then
      return answer, true
    end
  end
  return nil, found.silent[place.line] == true
end

---@param place blame.Place
---@param answer blame.Answer?
---@param settled boolean
local function tell(place, answer, settled)
  for _, listener in ipairs(listeners) do
    listener(place, answer, settled)
  end
end

local function give_up()
  if pending then
    pending.question.cancel()
    pending = nil
  end
end

local function wait(milliseconds)
  timer = timer or assert(uv.new_timer())
  timer:start(
    milliseconds,
    0,
    vim.schedule_wrap(function()
      M.look(true)
    end)
  )
end

---@param place blame.Place
---@param fault blame.Fault?
---@param result blame.Answer?
local function take(place, fault, result)
  pending = nil
  if not api.nvim_buf_is_loaded(place.buffer) or not same(place, here()) then
    return M.look()
  end
  if fault and client.may_retry(fault) then
    return wait(config.current.line.delay)
  end
  local found = memory(place)
  if result then
    table.insert(found.answers, result)
  else
    found.silent[place.line] = true
  end
  tell(place, result, true)
end

---@param place blame.Place
local function ask(place)
  last_asked = uv.now()
  local question = client.ask(place.buffer, 'blame/line', {
    textDocument = { uri = vim.uri_from_bufnr(place.buffer) },
    position = { line = place.line, character = 0 },
  }, function(fault, result)
    take(place, fault, result)
  end)
  pending = question and { place = place, question = question }
end

local function wanted()
  for _, interest in ipairs(interests) do
    if interest() then
      return true
    end
  end
  return false
end

--- Looks where the cursor is and makes sure that what is known of that line is told. `rested`: it has been there for
--- long enough; else a question waits if another one was asked a moment ago.
---@param rested boolean?
function M.look(rested)
  local place = here()
  if pending and not same(pending.place, place) then
    give_up()
  end
  local answer, settled = recall(place)
  tell(place, answer, settled)
  if settled or pending or not wanted() then
    return
  end
  local delay = config.current.line.delay
  if rested or uv.now() - last_asked > delay then
    ask(place)
  else
    wait(delay)
  end
end

--- Forgets what is known of a buffer, or of those that a test names.
---@param which integer|fun(buffer: integer): boolean
function M.forget(which)
  local function meant(buffer)
    return buffer == which or (type(which) == 'function' and which(buffer))
  end
  for buffer in pairs(known) do
    if meant(buffer) then
      known[buffer] = nil
    end
  end
  -- Its answer may be one of before.
  if pending and meant(pending.place.buffer) then
    give_up()
  end
end

--- Nobody looks at a line any more.
function M.leave()
  if timer then
    timer:stop()
  end
  give_up()
end

--- The answer for a line of a buffer, if it is known for the text as it is now.
---@param buffer integer
---@param line integer
---@return blame.Answer?
function M.recall(buffer, line)
  return (recall({ buffer = buffer, line = line, tick = api.nvim_buf_get_changedtick(buffer) }))
end

--- `listener` hears of the cursor's line whenever it may have changed: an answer, or none yet, or none at all (`settled`).
--- `interest` says whether an answer is worth a question.
---@param listener fun(place: blame.Place, answer: blame.Answer?, settled: boolean)
---@param interest fun(): boolean
function M.listen(listener, interest)
  table.insert(listeners, listener)
  table.insert(interests, interest)
end

--- Ends all listening.
function M.reset()
  M.leave()
  listeners, interests, known = {}, {}, {}
end

return M
