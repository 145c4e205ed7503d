-- Puts a job's id into a queue because somebody told us something, once for each event.
-- KEYS[1]  the event's own key   KEYS[2]  the queue's stream
-- ARGV[1]  how long the event is remembered, ms   ARGV[2]  the job's id   ARGV[3]  the message's body
-- returns "ok" or "seen"
if not redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) then return 'seen' end
redis.call('XADD', KEYS[2], '*', 'key', ARGV[2], 'body', ARGV[3])
return 'ok'
