-- Learns that there may be fewer slots than we thought: as many as are taken while one was refused.
-- One refusal while few are taken is about the rate of calls, not about slots, and teaches nothing;
-- five within ten seconds do.
-- KEYS[1] slots: job ids, scored by the end of their lease in ms  KEYS[2] learnt limit
-- KEYS[3] refusals lately
-- ARGV[1] now in ms  ARGV[2] limit  ARGV[3] how long it is remembered, ms
-- returns the limit that holds now, as text
local taken = redis.call('ZCOUNT', KEYS[1], '(' .. ARGV[1], '+inf')
local limit = math.min(tonumber(redis.call('GET', KEYS[2]) or ARGV[2]), tonumber(ARGV[2]))
local refusals = redis.call('INCR', KEYS[3])
if refusals == 1 then redis.call('PEXPIRE', KEYS[3], 10000) end
if taken * 2 < limit and refusals < 5 then return tostring(limit) end
limit = math.max(1, math.min(limit, taken))
redis.call('SET', KEYS[2], limit, 'PX', ARGV[3])
return tostring(limit)
