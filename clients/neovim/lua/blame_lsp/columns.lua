-- Turns a blame into the lines of the window beside the file. Knows nothing of windows and servers.
local config = require('blame_lsp.config')
local format = require('blame_lsp.format')
local highlights = require('blame_lsp.highlights')

local M = {}

---@class blame.Mark
---@field row integer 0-based.
---@field column integer In bytes.
---@field end_row integer
---@field end_column integer
---@field group string

---@class blame.Page
---@field lines string[] One for each line of the file.
---@field marks blame.Mark[]
---@field width integer Columns.

local BAR = '▎'

--- How old each commit is among those of the file: 0 the newest, 1 the oldest.
---@param commits table<string, blame.Commit>
---@return table<string, number>
local function ranks(commits)
  local ids = vim.tbl_filter(format.is_committed, vim.tbl_keys(commits))
  table.sort(ids, function(a, b)
    return commits[a].author.time > commits[b].author.time
  end)
  local ranked = {}
  for place, id in ipairs(ids) do
    ranked[id] = (place - 1) / math.max(1, #ids - 1)
  end
  return ranked
end

--- Runs of lines of one commit; hunks that differ only in where they were are one run.
---@param hunks blame.Hunk[]
---@return { first: integer, last: integer, hunk: blame.Hunk }[] Lines `first` up to, not including, `last`.
local function groups(hunks)
  local found = {}
  for _, hunk in ipairs(hunks) do
    local before = found[#found]
    if before and before.hunk.commit == hunk.commit and before.last == hunk.startLine then
      before.last = hunk.endLine
    else
      found[#found + 1] = { first = hunk.startLine, last = hunk.endLine, hunk = hunk }
    end
  end
  return found
end

---@param commits table<string, blame.Commit>
---@param infos table<string, blame.Info>
local function widths(commits, infos)
  local author, date = 0, 0
  for id in pairs(commits) do
    author = math.max(author, vim.fn.strdisplaywidth(infos[id].author))
    date = math.max(date, vim.fn.strdisplaywidth(infos[id].date))
  end
  local most = math.max(config.current.window.author_width, #'Not committed yet')
  return math.min(author, most), date
end

---@param hunks blame.Hunk[]
---@param commits table<string, blame.Commit>
---@return table<string, blame.Info>
local function describe(hunks, commits)
  local infos = {}
  for _, hunk in ipairs(hunks) do
    infos[hunk.commit] = infos[hunk.commit] or format.info(hunk, commits[hunk.commit])
  end
  return infos
end

---@param marks blame.Mark[]
---@param row integer
---@param column integer
---@param text string
---@param group string
---@return integer column after it
local function paint(marks, row, column, text, group)
  local last = column + #text
  marks[#marks + 1] =
    { row = row, column = column, end_row = row, end_column = last, group = group }
  return last
end

---@param hunk blame.Hunk
---@param info blame.Info
---@return string
local function short_id(hunk, info)
  local digits = config.current.window.id_width
  if not info.committed then
    return (' '):rep(digits)
  end
  return (hunk.boundary and '^' or '') .. info.id:sub(1, hunk.boundary and digits - 1 or digits)
end

--- The page for a file of `count` lines. Ages and the widest name are those of a whole file: until it is settled, nobody has
--- an age and everybody has room.
---@param known blame.Known
---@param count integer
---@param settled boolean
---@return blame.Page
function M.render(known, count, settled)
  local hunks, commits = known.hunks, known.commits
  local infos = describe(hunks, commits)
  local author_width, date_width = widths(commits, infos)
  author_width = settled and author_width or config.current.window.author_width
  local ranked = settled and ranks(commits) or {}
  local names = {} ---@type table<string, string> Measured once for each commit.
  for id, info in pairs(infos) do
    names[id] = format.pad(info.author, author_width)
  end
  local lines, marks = {}, {}
  for row = 1, count do
    lines[row] = ''
  end
  for _, group in ipairs(groups(hunks)) do
    local info = infos[group.hunk.commit]
    local row = group.first
    local id = short_id(group.hunk, info)
    local author = names[group.hunk.commit]
    for below = row + 2, math.min(group.last, count) do
      lines[below] = BAR
    end
    lines[row + 1] = ('%s%s %s %s'):format(BAR, id, author, info.date)
    local rank = ranked[info.id]
    local age = info.committed and rank and highlights.of_age(rank) or 'BlameUncommitted'
    local end_row = math.min(group.last, count)
    marks[#marks + 1] = { row = row, column = 0, end_row = end_row, end_column = 0, group = age }
    if info.committed then
      local column = paint(marks, row, #BAR, id, highlights.of_commit(info.id))
      paint(marks, row, column + 1, author, 'BlameAuthor')
    end
  end
  local width = 1 + config.current.window.id_width + 1 + author_width + 1 + date_width
  return { lines = lines, marks = marks, width = width }
end

return M
