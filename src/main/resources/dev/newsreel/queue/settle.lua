-- Removes done messages, as far as they are still the consumer's own.
-- KEYS[1] stream  ARGV[1] group  ARGV[2] consumer  ARGV[3..] message ids
-- returns "ok"
for i = 3, #ARGV do
  local pending = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[i], ARGV[i], 1)
  if pending[1] and pending[1][2] == ARGV[2] then
    redis.call('XACK', KEYS[1], ARGV[1], ARGV[i])
    redis.call('XDEL', KEYS[1], ARGV[i])
  end
end
return 'ok'
