-- Puts a feed's turn off: the message is settled, and nothing else is known of the feed than before.
-- A repeat for the same message does nothing more and answers the same.
-- KEYS[1] stream  KEYS[2] due set  KEYS[3] the feed's hash
-- ARGV[1] group  ARGV[2] message id  ARGV[3] consumer  ARGV[4] due member  ARGV[5] due time in ms
-- ARGV[6] the host that was busy, or "" when there is none to remember
-- returns "ok", or "lost" when another node has taken the message over (then nothing changes)
if redis.call('HGET', KEYS[3], 'turn') == ARGV[2] then return 'ok' end
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1)
if not pending[1] or pending[1][2] ~= ARGV[3] then return 'lost' end
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
redis.call('XDEL', KEYS[1], ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[5], ARGV[4])
redis.call('HSET', KEYS[3], 'next', ARGV[5], 'spread', '1', 'turn', ARGV[2])
if ARGV[6] ~= '' then redis.call('HSET', KEYS[3], 'host', ARGV[6]) end
return 'ok'
