-- Takes a slot for a job, unless all are taken. A repeat keeps the slot that the job has.
-- KEYS[1] slots: job ids, scored by the end of their lease in ms  KEYS[2] learnt limit
-- ARGV[1] now in ms  ARGV[2] limit  ARGV[3] the job's id  ARGV[4] end of the lease in ms
-- returns "ok" or "full"
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
local limit = tonumber(redis.call('GET', KEYS[2]) or ARGV[2])
if not redis.call('ZSCORE', KEYS[1], ARGV[3]) then
  if redis.call('ZCARD', KEYS[1]) >= math.min(limit, tonumber(ARGV[2])) then return 'full' end
  redis.call('ZADD', KEYS[1], ARGV[4], ARGV[3])
end
return 'ok'
