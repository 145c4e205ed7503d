-- Reads jobs.
-- KEYS  the jobs' hashes
-- returns for each key two members: the job as JSON and the article's text; both nil if unknown
local out = {}
for i, key in ipairs(KEYS) do
  local job = redis.call('HMGET', key, 'data', 'text')
  out[2 * i - 1] = job[1]
  out[2 * i] = job[2]
end
return out
