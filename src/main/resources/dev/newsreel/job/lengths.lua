-- Tells how long lists are.
-- KEYS  the lists
-- returns their lengths as texts
local out = {}
for i, key in ipairs(KEYS) do out[i] = tostring(redis.call('LLEN', key)) end
return out
