-- Plans a feed's poll for now, whatever is known of the feed; it will be one without conditions.
-- KEYS[1] due set  KEYS[2] the feed's hash
-- ARGV[1] due member  ARGV[2] now in ms
-- returns "ok"
redis.call('HSET', KEYS[2], 'planned', '1', 'next', ARGV[2], 'spread', '1')
redis.call('HDEL', KEYS[2], 'full_at')
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
return 'ok'
