-- Says that a consumer still works at its messages, and which of them are no longer its own.
-- KEYS[1] stream  ARGV[1] group  ARGV[2] consumer  ARGV[3..] message ids
-- returns the ids that were taken over or settled by others
local lost = {}
for i = 3, #ARGV do
  local pending = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[i], ARGV[i], 1)
  if pending[1] and pending[1][2] == ARGV[2] then
    redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, ARGV[i], 'JUSTID')
  else
    lost[#lost + 1] = ARGV[i]
  end
end
return lost
