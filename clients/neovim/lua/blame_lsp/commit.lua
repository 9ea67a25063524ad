-- The commit of a line: its popup, its page in the browser, its id.
local client = require('blame_lsp.client')
local cursor = require('blame_lsp.cursor')
local format = require('blame_lsp.format')
local once = require('blame_lsp.once')
local popup = require('blame_lsp.popup')

local api = vim.api

local M = {}

---@class blame.CommitDetails
---@field commit string
---@field message string
---@field author blame.Person
---@field committer blame.Person
---@field stats { insertions: integer, deletions: integer }?
---@field diff string?
---@field links { commit: string?, site: string }?
---@field noLinks string?

--- The parts of a unified diff, and which of them holds a line of the new version.
---@param diff string
---@param line integer? 0-based.
---@return string[][] parts
---@return integer? index
local function split_diff(diff, line)
  local parts, index = {}, nil
  for _, text in ipairs(vim.split(diff, '\n', { trimempty = true })) do
    local first, count = text:match('^@@ %-%d+,?%d* %+(%d+),?(%d*) @@')
    if first then
      parts[#parts + 1] = {}
      local last = first + (count == '' and 1 or tonumber(count))
      index = (line and first - 1 <= line and line < last - 1) and #parts or index
    end
    if #parts > 0 then
      table.insert(parts[#parts], text)
    end
  end
  return parts, index
end

---@param count integer
---@param noun string
local function counted(count, noun)
  return ('%d %s%s'):format(count, noun, count == 1 and '' or 's')
end

---@param lines string[]
---@param label string
---@param person blame.Person
local function add_person(lines, label, person)
  lines[#lines + 1] = ('%-8s%s <%s>'):format(
    label,
    format.one_line(person.name),
    format.one_line(person.email)
  )
  local date = format.clock(person, '%Y-%m-%d %H:%M:%S ') .. person.timezone
  lines[#lines + 1] = ('%-8s%s (%s)'):format('Date:', date, format.relative(person.time, os.time()))
end

---@param details blame.CommitDetails
---@return string[]
local function heading(details)
  local lines = { 'commit ' .. details.commit }
  add_person(lines, 'Author:', details.author)
  if details.committer.name ~= details.author.name then
    add_person(lines, 'Commit:', details.committer)
  end
  lines[#lines + 1] = ''
  for _, text in ipairs(vim.split(vim.trim(details.message), '\n', { plain = true })) do
    lines[#lines + 1] = (text == '' and '' or '    ' .. format.one_line(text))
  end
  return lines
end

--- What the popup says. `line` chooses the part of the diff that holds it; nil: all of them.
---@param details blame.CommitDetails
---@param path string?
---@param line integer? 0-based, in the commit's version.
---@return string[]
function M.lines(details, path, line)
  local lines = heading(details)
  local stats = details.stats
  if not stats or not path then
    return lines
  end
  local parts, index = split_diff(details.diff or '', line)
  local counts = counted(stats.insertions, 'insertion')
    .. ', '
    .. counted(stats.deletions, 'deletion')
  vim.list_extend(lines, { '', (' %s: %s'):format(format.one_line(path), counts), '' })
  for place, part in ipairs(parts) do
    if not index or place == index then
      vim.list_extend(lines, part)
    end
  end
  if index and #parts > 1 then
    vim.list_extend(lines, { '', (' %d more in this file'):format(#parts - 1) })
  end
  return lines
end

---@param found blame.Found
---@param on_details fun(details: blame.CommitDetails)
local function details_of(found, on_details)
  if not format.is_committed(found.hunk.commit) then
    return vim.notify('blame: not committed yet', vim.log.levels.INFO)
  end
  once.ask(found.document, 'blame/commit', {
    textDocument = { uri = vim.uri_from_bufnr(found.document) },
    commit = found.hunk.commit,
    path = found.hunk.originalPath,
  }, on_details)
end

---@param lines string[]
---@param id string
local function in_split(lines, id)
  local buffer = api.nvim_create_buf(false, true)
  api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].bufhidden = 'wipe'
  vim.bo[buffer].modifiable = false
  vim.cmd('botright split')
  api.nvim_win_set_buf(0, buffer)
  vim.bo[buffer].filetype = 'git'
  pcall(api.nvim_buf_set_name, buffer, 'blame://' .. id)
end

--- Shows a commit in a popup.
---@param document integer
---@param id string
---@param path string?
---@param line integer?
function M.show(document, id, path, line)
  once.ask(document, 'blame/commit', {
    textDocument = { uri = vim.uri_from_bufnr(document) },
    commit = id,
    path = path,
  }, function(details)
    popup.show(M.lines(details, path, line), { syntax = 'git' })
  end)
end

--- Shows the commit of the cursor's line in a popup, or all it did to the file in a window of its own.
---@param whole boolean?
function M.popup(whole)
  if not whole and popup.enter() then
    return
  end
  cursor.find(function(found)
    details_of(found, function(details)
      local path = found.hunk.originalPath
      if whole then
        return in_split(M.lines(details, path), details.commit)
      end
      popup.show(M.lines(details, path, found.line), { syntax = 'git' })
    end)
  end)
end

--- Copies the id of the commit of the cursor's line into the unnamed and the clipboard register.
function M.copy()
  cursor.find(function(found)
    if not format.is_committed(found.hunk.commit) then
      return vim.notify('blame: not committed yet', vim.log.levels.INFO)
    end
    client.copy(found.hunk.commit)
  end)
end

-- Why there is no page.
local reasons = {
  noRemote = 'the repository has no remote',
  notPushed = 'no remote is known to have the commit',
  unknownHost = "the remote's site is not known (the server's setting remotes)",
}

--- Opens the commit's page.
function M.open()
  cursor.find(function(found)
    details_of(found, function(details)
      local page = details.links and details.links.commit
      if type(page) ~= 'string' then
        local reason = reasons[details.noLinks] or 'no page is known for it'
        return vim.notify('blame: ' .. reason, vim.log.levels.INFO)
      end
      local _, problem = vim.ui.open(page)
      if problem then
        client.report({ code = 0, message = problem })
      end
    end)
  end)
end

return M
