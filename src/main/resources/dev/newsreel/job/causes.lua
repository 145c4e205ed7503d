-- Groups the jobs that wait for a person by why they have stopped. It jumps from group to group, so
-- it costs the same for ten jobs as for ten thousand.
-- KEYS[1]  index of stopped jobs   KEYS[2..]  indexes of the statuses that are in it
-- ARGV[1]  how many groups at the most   ARGV[2]  how many of the newest ids of each
-- ARGV[3]  prefix of the jobs' keys
-- returns how many jobs stopped before this index was kept, as text, and then for each group a list:
--   cause, how many, the newest as JSON or "", newest ids
local all = 0
for i = 2, #KEYS do all = all + redis.call('ZCARD', KEYS[i]) end
local out = {tostring(math.max(0, all - redis.call('ZCARD', KEYS[1])))}
local at = '-'
while #out <= tonumber(ARGV[1]) do
  local first = redis.call('ZRANGEBYLEX', KEYS[1], at, '+', 'LIMIT', 0, 1)[1]
  if not first then break end
  local cause = string.match(first, '^(%S+) ')
  local low, high = '[' .. cause .. ' ', '(' .. cause .. '!'
  local group = {cause, tostring(redis.call('ZLEXCOUNT', KEYS[1], low, high)), ''}
  local newest = redis.call('ZREVRANGEBYLEX', KEYS[1], high, low, 'LIMIT', 0, ARGV[2])
  for _, member in ipairs(newest) do group[#group + 1] = string.sub(member, #cause + 2) end
  group[3] = redis.call('HGET', ARGV[3] .. group[4], 'data') or ''
  out[#out + 1] = group
  at = '[' .. cause .. '!'
end
return out
