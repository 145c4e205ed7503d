-- Saves what a poll came to, plans the next one and settles the message of this one.
-- A repeat for the same message does nothing more.
-- KEYS[1] stream  KEYS[2] due set  KEYS[3] the feed's hash  KEYS[4] list of its polls
-- ARGV[1] group  ARGV[2] message id  ARGV[3] consumer  ARGV[4] due member
-- ARGV[5] the address that was asked  ARGV[6] due time in ms, or "" for never
-- ARGV[7] due time in ms if another address was declared meanwhile  ARGV[8] schedule of the due times
-- ARGV[9] line for the list  ARGV[10] how many lines are kept
-- ARGV[11..] fields and values of the hash; an empty value removes the field
-- returns "ok"; "lost" when another node has taken the message over (then nothing changes); "moved"
-- when another address was declared meanwhile: then it is only noted when the feed was polled
if redis.call('HGET', KEYS[3], 'turn') == ARGV[2] then return 'ok' end
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1)
if not pending[1] or pending[1][2] ~= ARGV[3] then return 'lost' end
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
redis.call('XDEL', KEYS[1], ARGV[2])
local url = redis.call('HGET', KEYS[3], 'url')
local moved = url and url ~= ARGV[5]
for i = 11, #ARGV, 2 do
  if not moved or ARGV[i] == 'polled_at' then
    if ARGV[i + 1] == '' then
      redis.call('HDEL', KEYS[3], ARGV[i])
    else
      redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 1])
    end
  end
end
redis.call('LPUSH', KEYS[4], ARGV[9])
redis.call('LTRIM', KEYS[4], 0, ARGV[10] - 1)
redis.call('HSET', KEYS[3], 'url', url or ARGV[5], 'schedule', ARGV[8], 'turn', ARGV[2])
local at = moved and ARGV[7] or ARGV[6]
if at == '' then
  redis.call('HDEL', KEYS[3], 'planned')
else
  redis.call('HSET', KEYS[3], 'planned', '1', 'next', at)
  redis.call('ZADD', KEYS[2], at, ARGV[4])
end
return moved and 'moved' or 'ok'
