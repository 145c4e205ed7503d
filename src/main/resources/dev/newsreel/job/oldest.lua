-- Finds the job with the smallest id, which was accepted first.
-- KEYS indexes of jobs  ARGV[1] prefix of the jobs' keys
-- returns it as JSON, without its article's text, or nothing
local oldest
for _, index in ipairs(KEYS) do
  local id = redis.call('ZRANGE', index, 0, 0)[1]
  if id and (not oldest or id < oldest) then oldest = id end
end
return oldest and redis.call('HGET', ARGV[1] .. oldest, 'data')
