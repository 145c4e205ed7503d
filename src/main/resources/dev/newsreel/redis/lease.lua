-- Takes a lease, unless somebody else has it.
-- KEYS[1] the lease
-- ARGV[1] who takes it  ARGV[2] its life in ms
-- returns "ok" or "busy"
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 'busy' end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 'ok'
