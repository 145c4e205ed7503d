-- Makes a job's reservation smaller, or takes it away. What was set aside for a later version of the
-- job is left alone, so that a word that comes late takes nothing away. A repeat does nothing more.
-- KEYS[1] reservations  KEYS[2] their sums  KEYS[3] jobs that wait for money
-- ARGV[1] job id  ARGV[2] amount that stays, in units  ARGV[3] the job's version
-- ARGV[4] "ended" if the job waits for money no more
-- returns "ok"
if ARGV[4] == 'ended' then redis.call('HDEL', KEYS[3], ARGV[1]) end
local held = redis.call('HGET', KEYS[1], ARGV[1])
if not held then return 'ok' end
local amount, version, feed = string.match(held, '^(%d+) (%d+) (.*)$')
if tonumber(version) >= tonumber(ARGV[3]) then return 'ok' end
local less = tonumber(amount) - tonumber(ARGV[2])
if less <= 0 then return 'ok' end
redis.call('HINCRBY', KEYS[2], 'total', string.format('%.0f', -less))
if redis.call('HINCRBY', KEYS[2], 'feed|' .. feed, string.format('%.0f', -less)) == 0 then
  redis.call('HDEL', KEYS[2], 'feed|' .. feed)
end
redis.call('HINCRBY', KEYS[2], 'reductions', 1)
if ARGV[2] == '0' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' ' .. ARGV[3] .. ' ' .. feed)
end
return 'ok'
