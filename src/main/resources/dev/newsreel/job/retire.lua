-- Forgets a job that ended long ago.
-- KEYS[1] job  KEYS[2] history  KEYS[3] hash of HeyGen's ids  KEYS[4] index of stopped jobs
-- KEYS[5..] indexes that hold its id
-- ARGV[1] the job's id  ARGV[2] HeyGen's id of its video, or ""  ARGV[3] its entry among the stopped, or ""
-- returns "ok"
redis.call('DEL', KEYS[1], KEYS[2])
if ARGV[2] ~= '' then redis.call('HDEL', KEYS[3], ARGV[2]) end
if ARGV[3] ~= '' then redis.call('ZREM', KEYS[4], ARGV[3]) end
for i = 5, #KEYS do redis.call('ZREM', KEYS[i], ARGV[1]) end
return 'ok'
