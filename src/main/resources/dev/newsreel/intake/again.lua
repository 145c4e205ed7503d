-- Plans a feed's next poll and settles the message of this one.
-- A repeat for the same message does nothing more and answers the same.
-- KEYS[1] stream  KEYS[2] due set  KEYS[3] the feed's hash
-- ARGV[1] group  ARGV[2] message id  ARGV[3] due member  ARGV[4] due time in ms  ARGV[5] now in ms
-- ARGV[6] consumer
-- returns "ok", or "lost" when another node has taken the message over (then nothing changes)
if redis.call('HGET', KEYS[3], 'turn') == ARGV[2] then return 'ok' end
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1)
if not pending[1] or pending[1][2] ~= ARGV[6] then return 'lost' end
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
redis.call('XDEL', KEYS[1], ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[3])
redis.call('HSET', KEYS[3], 'polled_at', ARGV[5], 'turn', ARGV[2])
return 'ok'
