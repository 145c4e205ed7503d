-- Forgets the oldest entries of the trail, and remembers what the rest follows.
-- KEYS[1] entries, scored by their number  KEYS[2] what the rest follows: n, hash
-- ARGV[1] n and ARGV[2] hash of the last entry to forget
-- returns 'ok'
if tonumber(redis.call('HGET', KEYS[2], 'n') or '0') < tonumber(ARGV[1]) then
  redis.call('HSET', KEYS[2], 'n', ARGV[1], 'hash', ARGV[2])
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
end
return 'ok'
