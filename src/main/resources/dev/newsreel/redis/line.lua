-- The line before a fair queue: functions for the scripts that this file is put in front of.
-- It has no keys of its own; beside the stream of a queue, in the same slot, lie
--   <stream>:fair   a mark, there while the queue's consumers let jobs in by turns
--   <stream>:line   the jobs that wait, scored by their virtual time
--   <stream>:turns  "clock", the score of the job that was let in last, and for each flow of which
--                   jobs wait "last:<flow>", its newest score, and "count:<flow>", how many; it is
--                   deleted when the line is empty
-- A job's hash has "flow", its weight and its flow's name, and "turn", the queue that let it in last,
-- when, in ms, and its score then.
-- results: unread a number, leave whether the job stood in the line, enter none

-- How many messages of a stream no consumer has read.
local function unread(stream)
  local pending = redis.pcall('XPENDING', stream, 'newsreel')
  return redis.call('XLEN', stream) - (tonumber(pending[1]) or 0)
end

local function milliseconds()
  local time = redis.call('TIME')
  return string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
end

-- Jobs of older versions have no flow: they share one.
local function flow_of(job)
  local weight, name = string.match(redis.call('HGET', job, 'flow') or '1 ', '^(%d+) (.*)$')
  return tonumber(weight), name
end

local function name_of(stream)
  return string.match(stream, ':q:(.*)$')
end

-- Notes that a job is let in.
local function begin(stream, job, score)
  if redis.call('EXISTS', job) == 1 then
    redis.call('HSET', job, 'turn', name_of(stream) .. ' ' .. milliseconds() .. ' ' .. score)
  end
end

-- The score of a job that comes back and was let in less than ten minutes ago; else nil.
local function had_score(stream, job)
  local turn = redis.call('HGET', job, 'turn') or ''
  local queue, at, score = string.match(turn, '^(.*) (%d+) (%S+)$')
  return queue == name_of(stream) and milliseconds() - at < 600000 and tonumber(score) or nil
end

-- The score of a flow's next job. Weights are powers of two, so sums of these steps are exact.
local function next_score(turns, weight, name)
  local clock = tonumber(redis.call('HGET', turns, 'clock') or '0')
  local last = tonumber(redis.call('HGET', turns, 'last:' .. name) or '0')
  return math.max(clock, last) + 1 / weight, clock
end

-- Puts a job into a queue, by way of its line if it has one and anybody waits. Whoever is put into
-- the line leaves an unread message before it, so no consumer sleeps while it waits.
local function enter(stream, id, job)
  local fair = redis.call('EXISTS', stream .. ':fair') == 1
  local line, turns = stream .. ':line', stream .. ':turns'
  if not fair or (redis.call('EXISTS', line) == 0 and unread(stream) < 1) then
    redis.call('XADD', stream, '*', 'key', id)
    if fair then begin(stream, job, '0') end
    return
  end
  if redis.call('ZSCORE', line, id) then return end
  local weight, name = flow_of(job)
  local score, clock = next_score(turns, weight, name)
  local had = had_score(stream, job)
  if had then
    -- A score of an earlier line, before this one began, may be beyond its clock.
    score = math.min(had, clock)
  else
    redis.call('HSET', turns, 'last:' .. name, score)
  end
  redis.call('ZADD', line, score, id)
  redis.call('HINCRBY', turns, 'count:' .. name, 1)
end

-- Takes a job out of the line, if it stands in it.
local function leave(stream, id, job)
  local line, turns = stream .. ':line', stream .. ':turns'
  if redis.call('ZREM', line, id) == 0 then return false end
  local _, name = flow_of(job)
  if redis.call('HINCRBY', turns, 'count:' .. name, -1) < 1 then
    redis.call('HDEL', turns, 'count:' .. name, 'last:' .. name)
  end
  if redis.call('EXISTS', line) == 0 then redis.call('DEL', turns) end
  return true
end

