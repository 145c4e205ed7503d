-- Takes over messages that nobody has worked at for a while.
-- KEYS[1] stream  ARGV[1] group  ARGV[2] consumer  ARGV[3] idle ms  ARGV[4] how many at the most
-- returns a list of {id, deliveries, field, value, ...}
local claimed = redis.call('XAUTOCLAIM', KEYS[1], ARGV[1], ARGV[2], ARGV[3], '0-0', 'COUNT', ARGV[4])
local out = {}
for _, entry in ipairs(claimed[2]) do
  -- Redis 6.2 returns false for an entry that was deleted but never acknowledged.
  if entry and entry[2] then
    local pending = redis.call('XPENDING', KEYS[1], ARGV[1], entry[1], entry[1], 1)
    local row = {entry[1], tostring(pending[1] and pending[1][4] or 1)}
    for _, value in ipairs(entry[2]) do row[#row + 1] = value end
    out[#out + 1] = row
  end
end
return out
