-- Brings a feed's next poll forward to now; never makes a second one.
-- KEYS[1] due set  KEYS[2] the feed's hash
-- ARGV[1] due member  ARGV[2] due member after a failure  ARGV[3] now in ms
-- returns "ok"; "running" when its turn is in the queue or under way
for i = 1, 2 do
  if redis.call('ZSCORE', KEYS[1], ARGV[i]) then
    redis.call('ZADD', KEYS[1], 'LT', ARGV[3], ARGV[i])
    return 'ok'
  end
end
if redis.call('HSETNX', KEYS[2], 'planned', '1') == 0 then return 'running' end
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
return 'ok'
