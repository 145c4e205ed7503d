-- Counts what lies in one partition. It costs a few dozen short commands, however many jobs there are.
-- KEYS[1] due set  KEYS[2] jobs that wait for money  KEYS[3..] indexes of jobs, then streams of queues
-- ARGV[1] group  ARGV[2] how many indexes
-- returns texts: size of the due set, its first time in ms or "", how many wait for money; then of
-- each index its size and its first id or ""; then of each queue how many messages lie in it, how
-- many of them are worked at, how many jobs stand in its line, how many are dead, and the id of the
-- first message or ""
local next = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
local out = {tostring(redis.call('ZCARD', KEYS[1])), next[2] or '', tostring(redis.call('HLEN', KEYS[2]))}
local function add(value) out[#out + 1] = tostring(value) end
local streams = 3 + ARGV[2]
for i = 3, streams - 1 do
  add(redis.call('ZCARD', KEYS[i]))
  add(redis.call('ZRANGE', KEYS[i], 0, 0)[1] or '')
end
for i = streams, #KEYS do
  local stream = KEYS[i]
  local pending = redis.pcall('XPENDING', stream, ARGV[1])
  local first = redis.call('XRANGE', stream, '-', '+', 'COUNT', 1)[1]
  add(redis.call('XLEN', stream))
  add(not pending.err and pending[1] or 0)
  add(redis.call('ZCARD', stream .. ':line'))
  add(redis.call('XLEN', stream .. ':dead'))
  add(first and first[1] or '')
end
return out
