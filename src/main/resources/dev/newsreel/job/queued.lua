-- Tells which keys lie in a queue, delivered or not, and in its line.
-- KEYS[1] the queue's stream  KEYS[2] its line
-- returns the keys of its messages
local out = redis.call('ZRANGE', KEYS[2], 0, -1)
for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do
  local fields = entry[2]
  for i = 1, #fields, 2 do
    if fields[i] == 'key' then out[#out + 1] = fields[i + 1] end
  end
end
return out
