-- Remembers how fast a voice has spoken in one video; a repeat changes nothing.
-- KEYS[1] the voice's paces: "<words per minute> <job id>", scored by time in ms
-- ARGV[1] now in ms  ARGV[2] the new member  ARGV[3] how many are kept  ARGV[4] memory in ms
-- returns "ok"
redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -(tonumber(ARGV[3]) + 1))
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 'ok'
