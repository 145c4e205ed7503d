-- Compares a story with those of late, and remembers it if it is like none: in one step, so that of
-- two like ones that come at the same moment only one is new. A story does not meet itself, so a
-- repeat gets the same answer.
-- KEYS[1] bands: "<place>:<three numbers>" to the newest story that has them
-- KEYS[2] marks: a story to all of its numbers, four digits each
-- KEYS[3] times: stories, scored by when they came in ms
-- ARGV[1] now in ms  ARGV[2] how long stories are remembered, ms  ARGV[3] how many at the most
-- ARGV[4] the story's id  ARGV[5] its marks  ARGV[6] how many numbers make two stories alike
-- ARGV[7] a story that is to be forgotten, or ""
-- returns "new", or "near <id> <equal numbers>"
local BAND = 12
local function each(marks, visit)
  for i = 1, #marks, BAND do visit(i .. ':' .. string.sub(marks, i, i + BAND - 1)) end
end
local function forget(id)
  each(redis.call('HGET', KEYS[2], id) or '', function(band)
    if redis.call('HGET', KEYS[1], band) == id then redis.call('HDEL', KEYS[1], band) end
  end)
  redis.call('HDEL', KEYS[2], id)
  redis.call('ZREM', KEYS[3], id)
end
local function equal(a, b)
  local same = 0
  for i = 1, #a, 4 do
    if string.sub(a, i, i + 3) == string.sub(b, i, i + 3) then same = same + 1 end
  end
  return same
end
local old = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', ARGV[1] - ARGV[2], 'LIMIT', 0, 20)
if #old == 0 and redis.call('ZCARD', KEYS[3]) >= tonumber(ARGV[3]) then
  old = redis.call('ZRANGE', KEYS[3], 0, 1)
end
old[#old + 1] = ARGV[7]
for _, id in ipairs(old) do
  if id ~= ARGV[4] then forget(id) end
end
if redis.call('HEXISTS', KEYS[2], ARGV[4]) == 1 then return 'new' end
local nearest, most, seen = nil, tonumber(ARGV[6]) - 1, {}
each(ARGV[5], function(band)
  local id = redis.call('HGET', KEYS[1], band)
  if id and not seen[id] then
    seen[id] = true
    local same = equal(ARGV[5], redis.call('HGET', KEYS[2], id) or '')
    if same > most then nearest, most = id, same end
  end
end)
if nearest then return 'near ' .. nearest .. ' ' .. most end
each(ARGV[5], function(band) redis.call('HSET', KEYS[1], band, ARGV[4]) end)
redis.call('HSET', KEYS[2], ARGV[4], ARGV[5])
redis.call('ZADD', KEYS[3], ARGV[1], ARGV[4])
for i = 1, 3 do redis.call('PEXPIRE', KEYS[i], ARGV[2]) end
return 'new'
