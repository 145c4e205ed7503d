-- Takes a failed message out of its queue, to come again later or to rest with its cause.
-- KEYS[1] stream  KEYS[2] due set  KEYS[3] delayed messages  KEYS[4] dead letters
-- ARGV[1] group  ARGV[2] message id  ARGV[3] key  ARGV[4] body  ARGV[5] failed attempts so far
-- ARGV[6] due member  ARGV[7] due time in ms, or "" to give up  ARGV[8] cause  ARGV[9] now, ISO 8601
-- ARGV[10] consumer
-- returns "ok", or "lost" when the message is no longer the consumer's: it was settled, as after a
-- repeat, or taken over (then nothing changes)
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1)
if not pending[1] or pending[1][2] ~= ARGV[10] then return 'lost' end
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
redis.call('XDEL', KEYS[1], ARGV[2])
if ARGV[7] == '' then
  redis.call('XADD', KEYS[4], 'MAXLEN', '~', 10000, '*', 'key', ARGV[3], 'body', ARGV[4],
    'attempt', ARGV[5], 'cause', ARGV[8], 'at', ARGV[9])
else
  redis.call('HSET', KEYS[3], ARGV[3], cjson.encode({body = ARGV[4], attempt = tonumber(ARGV[5])}))
  redis.call('ZADD', KEYS[2], ARGV[7], ARGV[6])
end
return 'ok'
