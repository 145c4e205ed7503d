-- Reads one page of an index, newest first; with words only the jobs that are found by all of them.
-- KEYS[1]  the index (all scores are 0)
-- ARGV[1]  what stands in front of the ids in its members, ending in a blank, or ""
-- ARGV[2]  ids below this one, or "" for the newest   ARGV[3]  how many jobs at the most
-- ARGV[4]  how many may be looked at   ARGV[5]  prefix of the jobs' keys   ARGV[6..]  words
-- returns the id at which it has stopped, or "" at the index's end, and then the jobs as JSON
local front, below, most, look = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local low = front == '' and '-' or '[' .. front
local high = below ~= '' and '(' .. front .. below
  or front ~= '' and '(' .. string.sub(front, 1, -2) .. '!' or '+'

local function found(key)
  -- Jobs that were saved by an older version have no such field.
  local text = redis.call('HGET', key, 'find') or string.lower(redis.call('HGET', key, 'data') or '')
  for i = 6, #ARGV do
    if not string.find(text, ARGV[i], 1, true) then return false end
  end
  return true
end

local out = {''}
local members = redis.call('ZREVRANGEBYLEX', KEYS[1], high, low, 'LIMIT', 0, look)
for n, member in ipairs(members) do
  local id = string.sub(member, #front + 1)
  if #ARGV < 6 or found(ARGV[5] .. id) then
    local data = redis.call('HGET', ARGV[5] .. id, 'data')
    if data then out[#out + 1] = data end
  end
  if #out > most or n == look then
    out[1] = id
    return out
  end
end
return out
