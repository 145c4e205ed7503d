-- Puts a job's id into a queue because somebody told us something, once for each event.
-- A repeat with the same op does nothing more and answers the same.
-- KEYS[1]  the event's own key   KEYS[2]  the queue's stream   KEYS[3]  the job
-- ARGV[1]  how long the event is remembered, ms   ARGV[2]  the job's id   ARGV[3]  the message's body
-- ARGV[4]  op: a name for this very attempt
-- returns "ok", "seen", or "unknown" when there is no such job: then nothing is kept
local told = redis.call('GET', KEYS[1])
if told then return told == ARGV[4] and 'ok' or 'seen' end
if redis.call('EXISTS', KEYS[3]) == 0 then return 'unknown' end
redis.call('SET', KEYS[1], ARGV[4], 'PX', ARGV[1])
redis.call('XADD', KEYS[2], '*', 'key', ARGV[2], 'body', ARGV[3])
return 'ok'
