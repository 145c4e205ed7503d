-- Gives a declared feed a turn if it has none, unless its server wants it to be polled no more.
-- When the declaration has just been read, another schedule moves a turn that still waits for its
-- time. Another address is the same feed: what the old one said and how it failed is forgotten, but
-- not which entries were taken, nor that it was polled.
-- KEYS[1] due set  KEYS[2] the feed's hash
-- ARGV[1] due member  ARGV[2] due time in ms  ARGV[3] address  ARGV[4] schedule
-- ARGV[5] "read" when the declaration has just been read, otherwise ""
-- returns "ok"; "same" when there was nothing to plan
local known = redis.call('HMGET', KEYS[2], 'url', 'schedule', 'state')
local url, schedule, state = known[1], known[2], known[3]
local moves = false
if ARGV[5] == 'read' or not url then
  moves = schedule and schedule ~= ARGV[4] and state ~= 'failing'
  if url and url ~= ARGV[3] then
    moves = moves or state == 'failing'
    state = false
    redis.call('HDEL', KEYS[2], 'etag', 'last_modified', 'from', 'body', 'full_at', 'moved_to', 'moves',
      'host', 'manners', 'state', 'reason', 'failures', 'failing_since', 'refused_since')
  end
  redis.call('HSET', KEYS[2], 'url', ARGV[3], 'schedule', ARGV[4])
end
if state == 'gone' or state == 'disabled' then return 'same' end
if redis.call('HSETNX', KEYS[2], 'planned', '1') == 0 then
  -- Its turn may be in the queue, or under way.
  if not moves or not redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 'same' end
end
redis.call('HSET', KEYS[2], 'next', ARGV[2])
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
return 'ok'
