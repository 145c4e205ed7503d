-- Brings a feed's next poll forward to now, also of a feed that is polled no more; it will be one
-- without conditions. Never makes a second one: a turn in the queue or under way is left alone.
-- KEYS[1] due set  KEYS[2] the feed's hash
-- ARGV[1] due member  ARGV[2] due member after a failure  ARGV[3] now in ms
-- returns "ok"; "running" when nothing was changed
local member = redis.call('ZSCORE', KEYS[1], ARGV[2]) and ARGV[2] or ARGV[1]
local waits = redis.call('ZSCORE', KEYS[1], member)
if not waits and redis.call('HSETNX', KEYS[2], 'planned', '1') == 0 then return 'running' end
redis.call('ZADD', KEYS[1], 'LT', ARGV[3], member)
local state = redis.call('HGET', KEYS[2], 'state')
if state == 'gone' or state == 'disabled' then redis.call('HSET', KEYS[2], 'state', 'failing') end
redis.call('HSET', KEYS[2], 'next', ARGV[3], 'spread', '1')
redis.call('HDEL', KEYS[2], 'full_at')
return 'ok'
