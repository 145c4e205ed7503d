-- Settles the turn of a feed that this node does not know, so that one that does gives it another.
-- KEYS[1] stream  KEYS[2] the feed's hash
-- ARGV[1] group  ARGV[2] message id  ARGV[3] consumer
-- returns "ok", or "lost" when another node has taken the message over (then nothing changes)
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1)
if not pending[1] or pending[1][2] ~= ARGV[3] then return 'lost' end
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
redis.call('XDEL', KEYS[1], ARGV[2])
redis.call('HDEL', KEYS[2], 'planned', 'next')
return 'ok'
