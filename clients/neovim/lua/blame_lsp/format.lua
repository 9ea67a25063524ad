-- Words for people: dates, ids, templates. Knows nothing of buffers and windows.
local config = require('blame_lsp.config')

local M = {}

---@class blame.Person
---@field name string
---@field email string
---@field time integer Seconds since the epoch.
---@field timezone string As in +0200.

---@class blame.Commit
---@field summary string
---@field author blame.Person
---@field committer blame.Person

---@class blame.Hunk
---@field startLine integer
---@field endLine integer Exclusive.
---@field commit string All zeros: not committed yet.
---@field originalLine integer
---@field originalPath string
---@field previous { commit: string, path: string }?
---@field boundary true?

---@class blame.Info What a template may name.
---@field id string The whole id.
---@field committed boolean
---@field author string
---@field email string
---@field date string
---@field summary string
---@field time integer

---@alias blame.Chunk { [1]: string, [2]: string|string[]|nil }

local steps = {
  { 'year', 365 * 86400 },
  { 'month', 30 * 86400 },
  { 'week', 7 * 86400 },
  { 'day', 86400 },
  { 'hour', 3600 },
  { 'minute', 60 },
}

---@param id string
---@return boolean
function M.is_committed(id)
  return id:find('[^0]') ~= nil
end

--- How long ago, in one unit: 3 weeks ago.
---@param time integer
---@param now integer
---@return string
function M.relative(time, now)
  local age = now - time
  for _, step in ipairs(steps) do
    local count = math.floor(age / step[2])
    if count >= 1 then
      return ('%d %s%s ago'):format(count, step[1], count == 1 and '' or 's')
    end
  end
  return 'just now'
end

-- Seconds east of Greenwich.
local function offset(timezone)
  local sign, hours, minutes = timezone:match('^([+-])(%d%d)(%d%d)$')
  if not sign then
    return 0
  end
  local seconds = tonumber(hours) * 3600 + tonumber(minutes) * 60
  return sign == '-' and -seconds or seconds
end

--- A person's time on his own clock, as `format` of os.date() has it.
---@param person blame.Person
---@param format string
---@return string
function M.clock(person, format)
  return os.date('!' .. format, person.time + offset(person.timezone)) --[[@as string]]
end

--- A date as the options want it.
---@param person blame.Person|{ time: integer, timezone: string }
---@return string
function M.date(person)
  local wanted = config.current.date
  if wanted == 'relative' then
    return M.relative(person.time, os.time())
  end
  return M.clock(person, wanted == 'iso' and '%Y-%m-%d' or wanted)
end

-- Text of a repository on one line: control characters would be drawn as ^X or end a line.
---@param text string
---@return string
function M.one_line(text)
  return (text:gsub('%c', ' '))
end

---@param hunk blame.Hunk
---@param commit blame.Commit
---@return blame.Info
function M.info(hunk, commit)
  local committed = M.is_committed(hunk.commit)
  return {
    id = hunk.commit,
    committed = committed,
    author = committed and M.one_line(commit.author.name) or 'Not committed yet',
    email = commit.author.email,
    date = committed and M.date(commit.author) or '',
    summary = committed and M.one_line(commit.summary) or '',
    time = commit.author.time,
  }
end

--- Fills a template's {author}, {email}, {date}, {summary}, {id}. A line that is not committed is just that.
---@param template string
---@param info blame.Info
---@return string
function M.fill(template, info)
  if not info.committed then
    return info.author
  end
  return (
    template:gsub('{(%w+)}', function(name)
      return name == 'id' and info.id:sub(1, config.current.window.id_width) or info[name]
    end)
  )
end

--- Cuts a text to a number of columns.
---@param text string
---@param columns integer
---@return string
function M.cut(text, columns)
  if vim.fn.strdisplaywidth(text) <= columns then
    return text
  end
  local kept = vim.fn.strcharpart(text, 0, columns - 1)
  while vim.fn.strdisplaywidth(kept) > columns - 1 do
    kept = vim.fn.strcharpart(kept, 0, vim.fn.strchars(kept) - 1)
  end
  return kept .. '…'
end

--- The same, filled with blanks.
---@param text string
---@param columns integer
---@return string
function M.pad(text, columns)
  local kept = M.cut(text, columns)
  return kept .. (' '):rep(columns - vim.fn.strdisplaywidth(kept))
end

return M
