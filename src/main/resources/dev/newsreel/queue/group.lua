-- Makes a queue and its group, unless they exist, and forgets consumers that are long gone.
-- KEYS[1] stream  ARGV[1] group
-- returns "ok"
redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[1], '0', 'MKSTREAM')
for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  -- name, n, pending, n, idle, n
  if consumer[4] == 0 and consumer[6] > 86400000 then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], consumer[2])
  end
end
return 'ok'
