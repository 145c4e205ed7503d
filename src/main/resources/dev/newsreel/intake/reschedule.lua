-- Moves a feed's planned poll because its schedule was declared anew; never makes a second one.
-- KEYS[1] due set  KEYS[2] the feed's hash
-- ARGV[1] due member  ARGV[2] due time in ms  ARGV[3] the schedule
-- returns "ok"; "same" when the schedule is the one that was planned by
local before = redis.call('HGET', KEYS[2], 'schedule')
if before == ARGV[3] then return 'same' end
redis.call('HSET', KEYS[2], 'schedule', ARGV[3])
if before then redis.call('ZADD', KEYS[1], 'XX', ARGV[2], ARGV[1]) end
return 'ok'
