-- Adds entries to the trail, if it still ends where they were made for.
-- KEYS[1] entries, scored by their number  KEYS[2] where the trail ends: n, hash
-- ARGV[1] n and ARGV[2] hash of the entry they follow; 0 and empty for the first
-- ARGV[3] hash of the last one  ARGV[4...] the entries, oldest first
-- returns 'ok', also when they are there already; or 'moved', n and hash of the last entry
local n = redis.call('HGET', KEYS[2], 'n') or '0'
local hash = redis.call('HGET', KEYS[2], 'hash') or ''
if n ~= ARGV[1] or hash ~= ARGV[2] then
  if redis.call('ZSCORE', KEYS[1], ARGV[4]) then return {'ok'} end
  return {'moved', n, hash}
end
for i = 4, #ARGV do redis.call('ZADD', KEYS[1], n + i - 3, ARGV[i]) end
redis.call('HSET', KEYS[2], 'n', string.format('%d', n + #ARGV - 3), 'hash', ARGV[3])
return {'ok'}
