-- Reads jobs without their articles' texts.
-- KEYS  the jobs' hashes
-- returns for each key the job as JSON; nil if unknown
local out = {}
for i, key in ipairs(KEYS) do out[i] = redis.call('HGET', key, 'data') end
return out
