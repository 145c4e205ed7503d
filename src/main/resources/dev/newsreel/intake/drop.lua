-- Takes a feed's turn away because the node that took it does not know the feed.
-- KEYS[1] stream  KEYS[2] the feed's hash  ARGV[1] group  ARGV[2] message id
-- returns "ok", or "lost" when another node has taken the message over
if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 'lost' end
redis.call('XDEL', KEYS[1], ARGV[2])
redis.call('HDEL', KEYS[2], 'planned')
return 'ok'
