-- Tells which names are remembered, and remembers them if asked to.
-- KEYS  the guards
-- ARGV[1]  "" only looks; otherwise the value for those that are new, kept ARGV[2] ms
-- returns for each key what it holds, or ""
local out = {}
for i, key in ipairs(KEYS) do
  out[i] = redis.call('GET', key) or ''
  if out[i] == '' and ARGV[1] ~= '' then
    redis.call('SET', key, ARGV[1], 'PX', ARGV[2])
  end
end
return out
