-- Notes how a feed is declared now, and moves its planned poll when the schedule is another one; never
-- makes a second poll.
-- KEYS[1] due set  KEYS[2] the feed's hash
-- ARGV[1] due member  ARGV[2] due time in ms  ARGV[3] the schedule  ARGV[4] the feed's address
-- returns "ok"; "same" when the schedule is the one that was planned by
redis.call('HSET', KEYS[2], 'url', ARGV[4])
local before = redis.call('HGET', KEYS[2], 'schedule')
if before == ARGV[3] then return 'same' end
redis.call('HSET', KEYS[2], 'schedule', ARGV[3])
if before then redis.call('ZADD', KEYS[1], 'XX', ARGV[2], ARGV[1]) end
return 'ok'
