-- Tells how many members indexes have.
-- KEYS  the indexes
-- returns for each its size as text
local out = {}
for i, key in ipairs(KEYS) do out[i] = tostring(redis.call('ZCARD', key)) end
return out
