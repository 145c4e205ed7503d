-- Plans a feed's first poll, unless it has been planned before.
-- KEYS[1] due set  KEYS[2] the feed's hash
-- ARGV[1] due member  ARGV[2] due time in ms  ARGV[3] the feed's address
-- returns "ok"; "planned" when there was nothing to do
redis.call('HSET', KEYS[2], 'url', ARGV[3])
if redis.call('HSETNX', KEYS[2], 'planned', '1') == 0 then return 'planned' end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
return 'ok'
