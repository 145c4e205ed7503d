-- Tells how much waits in queues and their lines. Begins with redis/line.lua.
-- KEYS the queues' streams
-- returns for each a list: how many wait unread, wait in the line, are worked at, and then for each
-- flow in the line its name and how many of it wait, all as texts
local out = {}
for i, stream in ipairs(KEYS) do
  local new = unread(stream)
  local row = {
    tostring(new), tostring(redis.call('ZCARD', stream .. ':line')),
    tostring(redis.call('XLEN', stream) - new),
  }
  local turns = redis.call('HGETALL', stream .. ':turns')
  for f = 1, #turns, 2 do
    local name = string.match(turns[f], '^count:(.*)$')
    if name then
      row[#row + 1] = name
      row[#row + 1] = turns[f + 1]
    end
  end
  out[i] = row
end
return out
