-- Keeps which videos belong to a batch. A repeat keeps the time of the first.
-- KEYS[1] the batch's hash
-- ARGV[1] now, ISO 8601  ARGV[2] the videos as JSON  ARGV[3] how long it is kept, ms
-- returns "ok"
redis.call('HSETNX', KEYS[1], 'at', ARGV[1])
redis.call('HSET', KEYS[1], 'videos', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 'ok'
