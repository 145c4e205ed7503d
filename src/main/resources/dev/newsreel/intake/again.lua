-- Saves what a poll came to, plans the next one and settles the message of this one.
-- A repeat for the same message does nothing more and answers the same.
-- KEYS[1] stream  KEYS[2] due set  KEYS[3] the feed's hash  KEYS[4] list of its polls
-- ARGV[1] group  ARGV[2] message id  ARGV[3] consumer  ARGV[4] due member
-- ARGV[5] due time in ms, or "" for never  ARGV[6] the address that was declared
-- ARGV[7] line for the list  ARGV[8] how many lines are kept
-- ARGV[9..] fields and values of the hash; an empty value removes the field
-- returns "ok"; "lost" when another node has taken the message over (then nothing changes);
-- "moved" when another address was declared meanwhile: its first poll is planned already
if redis.call('HGET', KEYS[3], 'turn') == ARGV[2] then return 'ok' end
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1)
if not pending[1] or pending[1][2] ~= ARGV[3] then return 'lost' end
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
redis.call('XDEL', KEYS[1], ARGV[2])
local url = redis.call('HGET', KEYS[3], 'url')
if url and url ~= ARGV[6] then return 'moved' end
redis.call('HSET', KEYS[3], 'url', ARGV[6], 'planned', '1', 'turn', ARGV[2])
for i = 9, #ARGV, 2 do
  if ARGV[i + 1] == '' then
    redis.call('HDEL', KEYS[3], ARGV[i])
  else
    redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 1])
  end
end
redis.call('LPUSH', KEYS[4], ARGV[7])
redis.call('LTRIM', KEYS[4], 0, ARGV[8] - 1)
if ARGV[5] ~= '' then redis.call('ZADD', KEYS[2], ARGV[5], ARGV[4]) end
return 'ok'
