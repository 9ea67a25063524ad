-- Highlight groups: all with defaults that a colour scheme or the user may override.
local M = {}

-- Steps of age, newest first, and colours for commits.
M.ages = 10
M.commits = 12

-- Ends of the heat map, and lightness of commits, by background.
local palettes = {
  dark = { hot = { 251, 146, 60 }, cold = { 86, 98, 120 }, saturation = 0.55, lightness = 0.72 },
  light = { hot = { 194, 65, 12 }, cold = { 148, 163, 184 }, saturation = 0.6, lightness = 0.38 },
}

local function hex(red, green, blue)
  return ('#%02x%02x%02x'):format(red + 0.5, green + 0.5, blue + 0.5)
end

---@param from number[]
---@param to number[]
---@param part number 0 to 1
local function between(from, to, part)
  local function mix(channel)
    return from[channel] + (to[channel] - from[channel]) * part
  end
  return hex(mix(1), mix(2), mix(3))
end

---@param hue number 0 to 1
---@param saturation number
---@param lightness number
local function from_hsl(hue, saturation, lightness)
  local function channel(shift)
    local place = (shift + hue * 12) % 12
    local reach = saturation * math.min(lightness, 1 - lightness)
    return 255 * (lightness - reach * math.max(-1, math.min(place - 3, 9 - place, 1)))
  end
  return hex(channel(0), channel(8), channel(4))
end

local links = {
  BlameLine = 'Comment',
  BlameLineUncommitted = 'NonText',
  BlameUncommitted = 'NonText',
  BlameAuthor = 'Normal',
}

-- Terminals without true colours: warm to grey, and the brighter ones of the 256.
local age_indexes = { 215, 215, 179, 179, 143, 109, 103, 66, 60, 240 }
local commit_indexes = { 174, 180, 186, 150, 114, 115, 116, 110, 111, 140, 176, 175 }

--- Defines the groups for the background there is. Once more after every change of the colour scheme.
function M.define()
  for group, target in pairs(links) do
    vim.api.nvim_set_hl(0, group, { link = target, default = true })
  end
  local palette = palettes[vim.o.background] or palettes.dark
  for step = 0, M.ages - 1 do
    local colour = between(palette.hot, palette.cold, step / (M.ages - 1))
    local cterm = age_indexes[step + 1]
    vim.api.nvim_set_hl(0, 'BlameAge' .. step, { fg = colour, ctermfg = cterm, default = true })
  end
  for index = 0, M.commits - 1 do
    local colour = from_hsl(index / M.commits, palette.saturation, palette.lightness)
    local cterm = commit_indexes[index + 1]
    vim.api.nvim_set_hl(0, 'BlameCommit' .. index, { fg = colour, ctermfg = cterm, default = true })
  end
end

--- The group of a commit: the same one wherever it appears.
---@param id string
---@return string
function M.of_commit(id)
  -- Neighbours in hue are for ids that begin alike; five is prime to twelve and scatters them.
  return 'BlameCommit' .. (tonumber(id:sub(1, 6), 16) * 5) % M.commits
end

--- The group of an age: `rank` is 0 for the newest commit of a file, 1 for the oldest.
---@param rank number
---@return string
function M.of_age(rank)
  return 'BlameAge' .. math.min(M.ages - 1, math.floor(rank * M.ages))
end

return M
