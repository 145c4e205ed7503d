-- Tells how many jobs HeyGen is asked for before one that waits. Begins with redis/line.lua.
-- KEYS[1] stream of the queue "video"  KEYS[2] stream of "script"  KEYS[3] the job
-- ARGV[1] the job's id  ARGV[2] "video" when its script is written, else "script"
-- returns the number as text; for a job without a script it is an estimate
local function place(stream)
  return redis.call('ZRANK', stream .. ':line', ARGV[1])
end
local rank = place(KEYS[1])
if rank then return tostring(unread(KEYS[1]) + rank) end
if ARGV[2] == 'video' then return '0' end
-- It would be at the end of its flow's part of the line.
local score = next_score(KEYS[1] .. ':turns', flow_of(KEYS[3]))
local before = redis.call('ZCOUNT', KEYS[1] .. ':line', '-inf', score)
local behind = place(KEYS[2])
if behind then before = before + unread(KEYS[2]) + behind end
return tostring(unread(KEYS[1]) + before)
