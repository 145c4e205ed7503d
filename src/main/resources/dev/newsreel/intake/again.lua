-- Plans a feed's next poll and settles the message of this one.
-- KEYS[1] stream  KEYS[2] due set  KEYS[3] the feed's hash
-- ARGV[1] group  ARGV[2] message id  ARGV[3] due member  ARGV[4] due time in ms  ARGV[5] now in ms
-- ARGV[6] the schedule that the due time follows
-- returns "ok", or "lost" when another node has taken the message over
if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 'lost' end
redis.call('XDEL', KEYS[1], ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[3])
redis.call('HSET', KEYS[3], 'polled_at', ARGV[5], 'schedule', ARGV[6])
return 'ok'
