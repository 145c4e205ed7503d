-- Tells how many slots are free.
-- KEYS[1] slots: job ids, scored by the end of their lease in ms  KEYS[2] learnt limit
-- ARGV[1] now in ms  ARGV[2] limit
-- returns the number as text, not below "0"
local limit = tonumber(redis.call('GET', KEYS[2]) or ARGV[2])
local taken = redis.call('ZCOUNT', KEYS[1], '(' .. ARGV[1], '+inf')
return tostring(math.max(0, math.min(limit, tonumber(ARGV[2])) - taken))
