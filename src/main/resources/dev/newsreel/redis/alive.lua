-- Proves that Redis takes writes.
-- KEYS[1] a key of our own  ARGV[1] any value
-- returns "ok"
redis.call('SET', KEYS[1], ARGV[1], 'PX', 60000)
return 'ok'
