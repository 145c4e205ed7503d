-- Learns from the end of one call. Keys and first arguments: room.lua
-- ARGV[7] name of the call  ARGV[8] the job's id  ARGV[9] HTTP status; 0 when the answer was lost, -1 when nothing was sent
-- ARGV[10] how long the provider wants us to wait, in ms, or empty; 0 when only this call was too much for it
-- ARGV[11..14] what it told about calls: limit, used, end in ms, "window" or "refill"; empty when nothing
-- ARGV[15..18] the same about tokens
-- ARGV[19] "1" when a refusal may mean that there are fewer slots
-- returns "opened" when this call has shown that a shut provider works again, "fewer" when it taught that there are fewer
-- slots, else "ok"; a repeat returns the same and changes nothing
local HOUR = 3600000
local op, job, status = ARGV[7], ARGV[8], tonumber(ARGV[9])
local mine = redis.call('ZREM', calls, op) == 1
local good = status >= 200 and status < 300

-- Answers come in any order: in one window the highest number used is the newest.
local function hear(bucket, limit, said, resets, kind)
  local holds = declared(bucket) and known[bucket .. '_kind'] == kind
  local till = now + HOUR
  if kind == 'window' then
    local old = number(bucket .. '_resets', 0)
    if resets <= now or (holds and resets < old - 1500) then return end
    if holds and resets <= old + 1500 then said, resets = math.max(said, used(bucket)), math.max(old, resets) end
    till = resets
  elseif holds then
    said = math.max(said, used(bucket))
  end
  redis.call('HSET', gate, bucket .. '_limit', limit, bucket .. '_used', said, bucket .. '_at', now,
    bucket .. '_resets', resets, bucket .. '_kind', kind, bucket .. '_until', till)
end

local heard = false
for i, bucket in ipairs({'calls', 'tokens'}) do
  local at = 7 + 4 * i
  if tonumber(ARGV[at]) then
    heard = true
    hear(bucket, tonumber(ARGV[at]), tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), ARGV[at + 3])
  elseif mine and status >= 0 and declared(bucket) then
    redis.call('HSET', gate, bucket .. '_used', used(bucket) + need(bucket), bucket .. '_at', now)
  end
end
if good and not heard and not told() then redis.call('HSET', gate, 'free_until', now + HOUR) end
if status == -1 and mine and cap > 0 then
  local level, burst = own()
  redis.call('HSET', gate, 'own_left', math.min(burst, level + 1), 'own_at', now)
end

-- As many slots as are taken while one was refused. One refusal while few are taken is about the rate of calls, not about
-- slots; two within ten seconds are about slots all the same.
local function fewer()
  if known.slots_fewer_by == op then return true end
  redis.call('ZREM', slots, job)
  local taken = redis.call('ZCOUNT', slots, LIVE, '+inf')
  local limit = math.min(size, number('slots_learnt', size))
  local since = number('slots_refused_at', 0)
  local recent = now < since + 10000
  local refusals = recent and number('slots_refusals', 0) or 0
  if known.slots_refused_by ~= op then refusals = refusals + 1 end
  redis.call('HSET', gate, 'slots_refused_by', op, 'slots_refusals', refusals, 'slots_refused_at', recent and since or now)
  if taken * 2 < limit and refusals < 2 and known.slots_grown_by ~= op then return false end
  -- Who tried one more in vain tries again later each time.
  local pause = number('slots_pause', 60000)
  if known.slots_grown_by == op then pause = math.min(pause * 2, HOUR) end
  redis.call('HDEL', gate, 'slots_grown_by')
  redis.call('HSET', gate, 'slots_learnt', math.max(1, math.min(limit, taken)), 'slots_up_at', now + pause,
    'slots_pause', pause, 'slots_fewer_by', op)
  return true
end

local result = 'ok'
if status == 429 then
  local wait = tonumber(ARGV[10]) or 1000
  local about_slots = wait > 0 or known.slots_grown_by == op or known.slots_fewer_by == op
  if ARGV[19] == '1' and about_slots and fewer() then
    result = 'fewer'
  elseif wait > 0 then
    redis.call('HDEL', gate, 'free_until')
    redis.call('HSET', gate, 'wait_until', math.max(number('wait_until', 0), now + wait))
  end
elseif good and known.slots_grown_by == op then
  -- Where one more was allowed, the next may be, too.
  redis.call('HDEL', gate, 'slots_grown_by', 'slots_pause')
  redis.call('HSET', gate, 'slots_up_at', now)
end

if known.shut_code and known.shut_probe_by == op then
  if good then
    redis.call('HDEL', gate, 'shut_code', 'shut_message', 'shut_since', 'shut_by', 'shut_pause', 'shut_probe_at',
      'shut_probe_by')
    redis.call('HSET', gate, 'opened_at', now, 'opened_by', op)
    result = 'opened'
  else
    redis.call('HSET', gate, 'shut_probe_at', now + (status == -1 and 0 or number('shut_pause', 0)))
  end
elseif known.opened_by == op then
  result = 'opened'
end
return result
