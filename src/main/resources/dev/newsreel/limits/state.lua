-- Tells how a gate stands. Keys and arguments: room.lua
-- returns code, message, time and next attempt of a shut provider, empty when it is not shut; limit, what is left and the end
-- of the rate, empty when none is known; the limit of slots and how many are taken, empty when there are none; times in ms
local limit, rest, ends = '', '', ''
if declared('calls') then
  limit, rest, ends = number('calls_limit', 0), left('calls'), known.calls_resets
elseif cap > 0 then
  local level, burst, rate = own()
  limit, rest, ends = cap, level, now + (burst - level) / rate
end
if rest ~= '' then rest = math.max(0, math.floor(rest + 0.000001)) end
local most, taken = '', ''
if size > 0 then
  most = math.min(size, number('slots_learnt', size))
  taken = redis.call('ZCOUNT', slots, LIVE, '+inf')
end
local function text(value) return value == nil and '' or tostring(value) end
return {text(known.shut_code), text(known.shut_message), text(known.shut_since), text(known.shut_probe_at),
  text(limit), text(rest), text(ends), text(most), text(taken)}
