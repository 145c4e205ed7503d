-- Puts a feed's turn off: the message is settled, and nothing else is known of the feed than before.
-- KEYS[1] stream  KEYS[2] due set  KEYS[3] the feed's hash
-- ARGV[1] group  ARGV[2] message id  ARGV[3] due member  ARGV[4] due time in ms
-- ARGV[5] the host that was busy, or "" when there is none to remember
-- returns "ok", or "lost" when another node has taken the message over
if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 'lost' end
redis.call('XDEL', KEYS[1], ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[3])
redis.call('HSET', KEYS[3], 'next', ARGV[4], 'spread', '1')
if ARGV[5] ~= '' then redis.call('HSET', KEYS[3], 'host', ARGV[5]) end
return 'ok'
