-- Counts one call of a caller, unless there were too many within the window.
-- KEYS[1] the caller's calls: names, scored by their time in ms
-- ARGV[1] now in ms  ARGV[2] the window in ms  ARGV[3] how many at the most  ARGV[4] a name for this
--   very call; counted again, it counts once
-- returns "" when it may go on, else the ms until it may be tried again, as text
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1] - ARGV[2])
if redis.call('ZSCORE', KEYS[1], ARGV[4]) then return '' end
local most = tonumber(ARGV[3])
local calls = redis.call('ZCARD', KEYS[1])
if calls >= most then
  -- Free again when so many have left the window that one more fits.
  local blocking = redis.call('ZRANGE', KEYS[1], calls - most, calls - most, 'WITHSCORES')
  return tostring(math.max(1, blocking[2] + ARGV[2] - ARGV[1]))
end
redis.call('ZADD', KEYS[1], ARGV[1], ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return ''
