-- How much may begin now at a gate. This is the beginning of open.lua, take.lua, learn.lua and state.lua.
-- KEYS[1] gate  KEYS[2] calls on their way, scored by when they are given up, in ms  KEYS[3] slots: job ids, scored by
-- the end of their lease in ms
-- ARGV[1] now in ms  ARGV[2] our own limit: calls  ARGV[3] its period in ms; both 0 when there is none
-- ARGV[4] tokens that one call may need, 0 when they are not counted  ARGV[5] share left to others, from 0 to 1
-- ARGV[6] how many slots there are, 0 when there is no limit
local gate, calls, slots = KEYS[1], KEYS[2], KEYS[3]
local now, cap, period = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local tokens, share, size = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local LIVE = '(' .. ARGV[1]
local known = {}
local flat = redis.call('HGETALL', gate)
for i = 1, #flat, 2 do known[flat[i]] = flat[i + 1] end
local onTheWay = redis.call('ZCARD', calls)
local alive = redis.call('ZCOUNT', calls, LIVE, '+inf')

local function number(field, otherwise) return tonumber(known[field]) or otherwise end

-- Our own bucket: how much is in it, how much it holds, how much comes in a millisecond.
local function own()
  local burst = math.max(1, math.floor(cap / 10))
  local rate = (cap > burst and cap - burst or burst) / period
  local level = number('own_left', burst) + math.max(0, now - number('own_at', now)) * rate
  return math.min(burst, level), burst, rate
end

-- Whether the provider has told a limit that still holds, and how much of it is used.
local function declared(bucket) return known[bucket .. '_limit'] ~= nil and now < number(bucket .. '_until', 0) end

local function used(bucket)
  local said, resets = number(bucket .. '_used', 0), number(bucket .. '_resets', 0)
  if known[bucket .. '_kind'] ~= 'refill' then return said end
  local whole = math.max(1, resets - number(bucket .. '_at', 0))
  return said * math.max(0, math.min(1, (resets - now) / whole))
end

local function need(bucket) return bucket == 'calls' and 1 or math.min(tokens, number('tokens_limit', tokens)) end

-- What a limit that the provider has told leaves, in calls, and when it is worth asking again.
local function left(bucket)
  local limit, cost, resets = number(bucket .. '_limit', 0), need(bucket), number(bucket .. '_resets', 0)
  local free = limit - math.floor(limit * share) - used(bucket)
  local again = resets
  if free >= cost then again = now elseif known[bucket .. '_kind'] == 'refill' then again = math.min(resets, now + 1000) end
  return (free - onTheWay * cost) / cost, again
end

-- With fewer slots than we thought, one more is tried from time to time.
local function slotLimit()
  local learnt = math.min(size, number('slots_learnt', size))
  return (learnt < size and now >= number('slots_up_at', 0)) and learnt + 1 or learnt
end

local function told() return declared('calls') or (tokens > 0 and declared('tokens')) end

-- While nothing is counted, nothing need be learnt from an answer that tells nothing.
local function counted() return told() or cap > 0 or known.shut_code ~= nil or now >= number('free_until', 0) end

-- While nothing is known one call at a time finds out. One that has no answer after ten seconds, because its node has died
-- or the provider hangs, is waited for no longer.
local function looks() return cap == 0 and not told() and now >= number('free_until', 0) end
local function lookEnds() return alive > 0 and number('looked_at', 0) + 10000 or now end

-- How many calls may begin; when to ask again if none may; why no more.
local function room(mine)
  local most, again, why = 1000000, now, ''
  local function bound(count, at, reason)
    local whole = math.max(0, math.floor(count + 0.000001))
    if whole < most then most, again, why = whole, math.ceil(at), reason end
  end
  if known.shut_code then bound(now < number('shut_probe_at', 0) and 0 or 1, number('shut_probe_at', 0), 'shut') end
  if now < number('wait_until', 0) then bound(0, number('wait_until', 0), 'wait') end
  if cap > 0 then
    local level, burst, rate = own()
    local kept = math.floor(burst * share)
    bound(level - kept, now + (1 + kept - level) / rate, 'rate')
  end
  if declared('calls') then local n, at = left('calls') bound(n, at, 'rate') end
  if tokens > 0 and declared('tokens') then local n, at = left('tokens') bound(n, at, 'rate') end
  if looks() then bound(now < lookEnds() and 0 or 1, now, 'unknown') end
  if size > 0 and not (mine and redis.call('ZSCORE', slots, mine)) then
    bound(slotLimit() - redis.call('ZCOUNT', slots, LIVE, '+inf'), now, 'slots')
  end
  return most, again, why
end

