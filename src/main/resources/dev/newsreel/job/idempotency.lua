-- Remembers requests by the key that their caller gave them.
-- A repeat by the same attempt, known by the id that it offers, answers the same.
-- KEYS[1]  the request's hash
-- ARGV[1]  hash of the body  ARGV[2] id for the job, if it is new, like no other  ARGV[3] now in ms
-- ARGV[4]  how long it may take, ms  ARGV[5] how long it is remembered, ms
-- returns {"new", id}, {"other"} (another body), {"busy"} or {"done", answer}
local known = redis.call('HMGET', KEYS[1], 'body', 'id', 'until', 'answer', 'by')
if not known[1] then
  redis.call('HSET', KEYS[1], 'body', ARGV[1], 'id', ARGV[2], 'by', ARGV[2],
    'until', ARGV[3] + ARGV[4])
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
  return {'new', ARGV[2]}
end
if known[1] ~= ARGV[1] then return {'other'} end
if known[4] then return {'done', known[4]} end
if tonumber(known[3]) > tonumber(ARGV[3]) and known[5] ~= ARGV[2] then return {'busy'} end
redis.call('HSET', KEYS[1], 'until', ARGV[3] + ARGV[4], 'by', ARGV[2])
return {'new', known[2]}
