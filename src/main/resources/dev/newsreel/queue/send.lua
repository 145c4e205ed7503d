-- Puts a message into a queue, now or later, and may settle the message that led to it.
-- KEYS[1] stream  KEYS[2] due set  KEYS[3] delayed messages  KEYS[4] stream of the settled message
-- ARGV[1] key  ARGV[2] body  ARGV[3] due member  ARGV[4] due time in ms, or "" for now
-- ARGV[5] group  ARGV[6] id of the message to settle, or ""
-- returns "ok", or "lost" when the message to settle is no longer ours (then nothing is sent)
if ARGV[6] ~= '' then
  if redis.call('XACK', KEYS[4], ARGV[5], ARGV[6]) == 0 then return 'lost' end
  redis.call('XDEL', KEYS[4], ARGV[6])
end
if ARGV[4] == '' then
  redis.call('XADD', KEYS[1], '*', 'key', ARGV[1], 'body', ARGV[2])
else
  redis.call('HSET', KEYS[3], ARGV[1], cjson.encode({body = ARGV[2], attempt = 0}))
  redis.call('ZADD', KEYS[2], ARGV[4], ARGV[3])
end
return 'ok'
