-- Plans a feed's first poll, unless it has been planned before. Another address is another feed:
-- what was known of the old one is forgotten, but not which entries were taken.
-- KEYS[1] due set  KEYS[2] the feed's hash
-- ARGV[1] due member  ARGV[2] due time in ms  ARGV[3] the feed's address
-- returns "ok"; "planned" when there was nothing to do
local url = redis.call('HGET', KEYS[2], 'url')
if url ~= ARGV[3] then redis.call('DEL', KEYS[2]) end
if redis.call('HSETNX', KEYS[2], 'planned', '1') == 0 then return 'planned' end
redis.call('HSET', KEYS[2], 'url', ARGV[3], 'next', ARGV[2])
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
return 'ok'
