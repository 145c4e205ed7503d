-- Raises the version of what is stored, unless somebody else has changed it.
-- KEYS[1] the version  ARGV[1] the version that the caller saw  ARGV[2] the new one
-- returns "ok", also when it is the new one already, or "moved"
local noted = redis.call('GET', KEYS[1])
if noted ~= ARGV[1] and noted ~= ARGV[2] then return 'moved' end
redis.call('SET', KEYS[1], ARGV[2])
return 'ok'
