-- Forgets a job that ended long ago.
-- KEYS[1] job  KEYS[2] history  KEYS[3..] indexes that hold its id  ARGV[1] the job's id
-- returns "ok"
redis.call('DEL', KEYS[1], KEYS[2])
for i = 3, #KEYS do redis.call('ZREM', KEYS[i], ARGV[1]) end
return 'ok'
