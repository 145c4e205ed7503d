-- Makes a queue and its group, unless they exist, and forgets consumers that are long gone. Notes
-- whether the queue is fair; what waits in the line of one that no longer is goes into the queue.
-- KEYS[1] stream  ARGV[1] group  ARGV[2] "fair", or "" when it is first come, first served
-- returns "ok"
redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[1], '0', 'MKSTREAM')
for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  -- name, n, pending, n, idle, n
  if consumer[4] == 0 and consumer[6] > 86400000 then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], consumer[2])
  end
end
local mark, line = KEYS[1] .. ':fair', KEYS[1] .. ':line'
if ARGV[2] == 'fair' then
  redis.call('SET', mark, '1')
else
  for _, id in ipairs(redis.call('ZRANGE', line, 0, -1)) do
    redis.call('XADD', KEYS[1], '*', 'key', id)
  end
  redis.call('DEL', mark, line, KEYS[1] .. ':turns')
end
return 'ok'
