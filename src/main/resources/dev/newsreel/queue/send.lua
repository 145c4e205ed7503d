-- Puts a message into a queue, now or later, and may settle the message that led to it.
-- A repeat with the same name does nothing more and answers the same.
-- KEYS[1] stream  KEYS[2] due set  KEYS[3] delayed messages  KEYS[4] stream of the settled message
-- KEYS[5] name of this very attempt to send, remembered longer than a client repeats
-- ARGV[1] key  ARGV[2] body  ARGV[3] due member  ARGV[4] due time in ms, or "" for now
-- ARGV[5] group  ARGV[6] id of the message to settle, or ""  ARGV[7] its consumer, or ""
-- returns "ok", or "lost" when the message to settle is no longer the consumer's (then nothing is sent)
if redis.call('EXISTS', KEYS[5]) == 1 then return 'ok' end
if ARGV[6] ~= '' then
  local pending = redis.call('XPENDING', KEYS[4], ARGV[5], ARGV[6], ARGV[6], 1)
  if not pending[1] or pending[1][2] ~= ARGV[7] then return 'lost' end
  redis.call('XACK', KEYS[4], ARGV[5], ARGV[6])
  redis.call('XDEL', KEYS[4], ARGV[6])
end
redis.call('SET', KEYS[5], '1', 'PX', 60000)
if ARGV[4] == '' then
  redis.call('XADD', KEYS[1], '*', 'key', ARGV[1], 'body', ARGV[2])
else
  redis.call('HSET', KEYS[3], ARGV[1], cjson.encode({body = ARGV[2], attempt = 0}))
  redis.call('ZADD', KEYS[2], ARGV[4], ARGV[3])
end
return 'ok'
