-- Tells how long stages took lately.
-- KEYS the lists of the stages
-- returns the members of each, newest first
local out = {}
for i, key in ipairs(KEYS) do out[i] = redis.call('LRANGE', key, 0, -1) end
return out
