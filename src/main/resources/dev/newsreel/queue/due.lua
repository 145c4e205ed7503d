-- Moves what is due into the queues that it is meant for, jobs by way of the line of a fair one.
-- Begins with redis/line.lua.
-- KEYS[1] due set  ARGV[1] now in ms  ARGV[2] how many at the most  ARGV[3] prefix of the queues' keys
-- ARGV[4] prefix of the jobs' keys
-- returns the number moved, and the next due time in ms or ""
local members = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, member in ipairs(members) do
  local queue, key = string.match(member, '^([^|]*)|(.*)$')
  local stream = ARGV[3] .. queue
  -- A whole message waits under "queue|key|message", a plain key under "queue|key".
  local message = string.match(key, '^(.*)|message$')
  local kept = message and redis.call('HGET', stream .. ':delayed', message)
  if kept then
    local found = cjson.decode(kept)
    redis.call('HDEL', stream .. ':delayed', message)
    redis.call('XADD', stream, '*', 'key', message, 'body', found.body, 'attempt', found.attempt)
  else
    enter(stream, message or key, ARGV[4] .. (message or key))
  end
  redis.call('ZREM', KEYS[1], member)
end
local next = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
return {tostring(#members), next[2] or ''}
