-- Saves what a poll came to, plans the next one and settles the message of this one.
-- KEYS[1] stream  KEYS[2] due set  KEYS[3] the feed's hash  KEYS[4] list of its polls
-- ARGV[1] group  ARGV[2] message id  ARGV[3] due member  ARGV[4] due time in ms, or "" for never
-- ARGV[5] the address that was declared  ARGV[6] line for the list  ARGV[7] how many lines are kept
-- ARGV[8..] fields and values of the hash; an empty value removes the field
-- returns "ok"; "lost" when another node has taken the message over (then nothing changes);
-- "moved" when another address was declared meanwhile: its first poll is planned already
if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 'lost' end
redis.call('XDEL', KEYS[1], ARGV[2])
local url = redis.call('HGET', KEYS[3], 'url')
if url and url ~= ARGV[5] then return 'moved' end
redis.call('HSET', KEYS[3], 'url', ARGV[5], 'planned', '1')
for i = 8, #ARGV, 2 do
  if ARGV[i + 1] == '' then
    redis.call('HDEL', KEYS[3], ARGV[i])
  else
    redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 1])
  end
end
redis.call('LPUSH', KEYS[4], ARGV[6])
redis.call('LTRIM', KEYS[4], 0, ARGV[7] - 1)
if ARGV[4] ~= '' then redis.call('ZADD', KEYS[2], ARGV[4], ARGV[3]) end
return 'ok'
