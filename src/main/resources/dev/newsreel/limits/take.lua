-- Takes a turn for one call: one of what the rate allows, the attempt to find out whether a shut provider works again,
-- and a slot. A repeat keeps what it has. Keys and first arguments: room.lua
-- ARGV[7] name of this call  ARGV[8] when it is given up, in ms  ARGV[9] the job's id  ARGV[10] end of the slot's lease in ms
-- returns "ok", or "free" when nothing need be told about the answer, or "no"; when to try again in ms; why not
local op, job = ARGV[7], ARGV[9]
if redis.call('ZSCORE', calls, op) then return {'ok', ARGV[1], ''} end
local most, again, why = room(job)
if most < 1 then return {'no', tostring(again), why} end

-- A call whose node died may have been counted by the provider.
if onTheWay > alive then
  redis.call('ZREMRANGEBYSCORE', calls, '-inf', ARGV[1])
  for _, bucket in ipairs({'calls', 'tokens'}) do
    if declared(bucket) then
      local more = used(bucket) + (onTheWay - alive) * need(bucket)
      redis.call('HSET', gate, bucket .. '_used', more, bucket .. '_at', now)
    end
  end
end
if cap > 0 then
  local level = own()
  redis.call('HSET', gate, 'own_left', level - 1, 'own_at', now)
end
if known.shut_code then redis.call('HSET', gate, 'shut_probe_by', op, 'shut_probe_at', ARGV[8]) end
if looks() then redis.call('HSET', gate, 'looked_at', now) end
local watched = counted()
if size > 0 then
  redis.call('ZREMRANGEBYSCORE', slots, '-inf', ARGV[1])
  if not redis.call('ZSCORE', slots, job) then
    if redis.call('ZCARD', slots) >= number('slots_learnt', size) then
      redis.call('HSET', gate, 'slots_learnt', number('slots_learnt', size) + 1, 'slots_grown_by', op,
        'slots_up_at', now + number('slots_pause', 60000))
      watched = true
    end
    redis.call('ZADD', slots, ARGV[10], job)
  end
end
if watched then redis.call('ZADD', calls, ARGV[8], op) end
return {watched and 'ok' or 'free', ARGV[1], ''}
