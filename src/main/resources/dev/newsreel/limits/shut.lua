-- Shuts a gate: the provider refuses all work. Who tries while it is shut, and is refused, tries again later each time.
-- KEYS[1] gate
-- ARGV[1] now in ms  ARGV[2] name of the call that was refused  ARGV[3] when it began, in ms  ARGV[4] code  ARGV[5] message
-- ARGV[6] first pause in ms  ARGV[7] longest pause in ms
-- returns "shut" when this call has shut it, "still" when it was shut already, "late" when it has been opened since
local op, now = ARGV[2], tonumber(ARGV[1])
local by, pause, probe, opened =
  unpack(redis.call('HMGET', KEYS[1], 'shut_by', 'shut_pause', 'shut_probe_by', 'opened_at'))
if by == op then return 'shut' end
if by then
  if probe == op then
    local longer = math.min(tonumber(pause) * 2, tonumber(ARGV[7]))
    redis.call('HSET', KEYS[1], 'shut_pause', longer, 'shut_probe_at', now + longer, 'shut_code', ARGV[4],
      'shut_message', ARGV[5])
    redis.call('HDEL', KEYS[1], 'shut_probe_by')
  end
  return 'still'
end
if opened and tonumber(ARGV[3]) < tonumber(opened) then return 'late' end
redis.call('HSET', KEYS[1], 'shut_code', ARGV[4], 'shut_message', ARGV[5], 'shut_since', now, 'shut_by', op,
  'shut_pause', ARGV[6], 'shut_probe_at', now + tonumber(ARGV[6]))
return 'shut'
