-- Lets jobs in from the line of a fair queue, as many as the consumer will read, and reads. What
-- lies unread in the queue already counts, so that nobody is let in who must wait there.
-- Begins with redis/line.lua.
-- KEYS[1] stream  ARGV[1] group  ARGV[2] consumer  ARGV[3] how many at the most
-- ARGV[4] prefix of the jobs' keys
-- returns a list of {id, deliveries, field, value, ...}; when it is empty the line is empty, too. A
-- repeat reads further messages: the first ones come when their consumer has been idle for too long
local stream = KEYS[1]
local line, turns = stream .. ':line', stream .. ':turns'
local room = ARGV[3] - unread(stream)
local first = room < 1 and {} or redis.call('ZRANGE', line, 0, room - 1, 'WITHSCORES')
for i = 1, #first, 2 do
  local job = ARGV[4] .. first[i]
  redis.call('XADD', stream, '*', 'key', first[i])
  leave(stream, first[i], job)
  begin(stream, job, first[i + 1])
end
if #first > 0 and redis.call('EXISTS', line) == 1 then
  local clock = tonumber(redis.call('HGET', turns, 'clock') or '0')
  redis.call('HSET', turns, 'clock', math.max(clock, tonumber(first[#first])))
end
local read = redis.call('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', ARGV[3], 'STREAMS', stream, '>')
local out = {}
for _, entry in ipairs(read and read[1][2] or {}) do
  local row = {entry[1], '1'}
  for _, value in ipairs(entry[2]) do row[#row + 1] = value end
  out[#out + 1] = row
end
return out
