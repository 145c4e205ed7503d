-- Puts a job's id into a queue that has no line. A repeat makes a second, harmless look.
-- KEYS[1] the queue's stream  ARGV[1] the job's id  ARGV[2] the message's body
-- returns "ok"
redis.call('XADD', KEYS[1], '*', 'key', ARGV[1], 'body', ARGV[2])
return 'ok'
