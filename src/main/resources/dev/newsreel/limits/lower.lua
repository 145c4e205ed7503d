-- Learns that there are fewer slots than we thought: as many as are taken while one was refused.
-- KEYS[1] slots: job ids, scored by the end of their lease in ms  KEYS[2] learnt limit
-- ARGV[1] now in ms  ARGV[2] how long that is remembered, ms
-- returns the learnt limit as text
local taken = redis.call('ZCOUNT', KEYS[1], '(' .. ARGV[1], '+inf')
local learnt = math.max(1, taken)
local known = redis.call('GET', KEYS[2])
if known then learnt = math.min(learnt, tonumber(known)) end
redis.call('SET', KEYS[2], learnt, 'PX', ARGV[2])
return tostring(learnt)
