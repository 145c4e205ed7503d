-- Reads one page of an index, newest first.
-- KEYS[1]  the index (all scores are 0)
-- ARGV[1]  ids below this one, or "" for the newest   ARGV[2]  how many   ARGV[3]  prefix of the jobs' keys
-- returns the jobs as JSON
local from = ARGV[1] == '' and '+' or '(' .. ARGV[1]
local ids = redis.call('ZREVRANGEBYLEX', KEYS[1], from, '-', 'LIMIT', 0, ARGV[2])
local out = {}
for _, id in ipairs(ids) do
  local data = redis.call('HGET', ARGV[3] .. id, 'data')
  if data then out[#out + 1] = data end
end
return out
