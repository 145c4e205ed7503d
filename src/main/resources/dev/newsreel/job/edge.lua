-- One edge of one job, all or nothing: state, history, indexes, wake-up and queue entry.
-- A repeat with the same op does nothing more and answers the same, even when other edges came since.
-- Begins with redis/line.lua.
--
-- KEYS[1]  the job's hash            KEYS[2]  its history
-- KEYS[3]  .. the guards (keys that must not exist yet), then the quota's counter if there is one,
--          then whatever the effects name
-- ARGV[1]  the version that the caller saw; "0" = the job must not exist
-- ARGV[2]  op: a name for this very attempt to save
-- ARGV[3]  the job as JSON           ARGV[4]  the article's text, or "" to leave it
-- ARGV[5]  one history line          ARGV[6]  number of guards
-- ARGV[7]  what the quota's counter may reach, or "" without a quota
-- ARGV[8]  the counter's time to live in ms, or ""
-- then for each guard its time to live in ms, then the effects, each of them as
--   command, key number, number of further arguments, those arguments;
--   besides those of Redis there are the commands ENTER and LEAVE: they put the job into the queue
--   whose stream is the key, or take it out of its line; their argument is the job's id
-- returns "ok", "stale" (another edge came first), "taken <holder>" (a guard exists) or "full" (the
--   quota is used up); only "ok" has changed anything
local version = redis.call('HGET', KEYS[1], 'v') or '0'
local ops = redis.call('HGET', KEYS[1], 'op') or ''
if version ~= ARGV[1] then
  return string.find(ops, ARGV[2], 1, true) and 'ok' or 'stale'
end
local guards = tonumber(ARGV[6])
for i = 1, guards do
  local holder = redis.call('GET', KEYS[2 + i])
  if holder then return 'taken ' .. holder end
end
local most = tonumber(ARGV[7])
if most then
  local counter = KEYS[3 + guards]
  if tonumber(redis.call('GET', counter) or '0') >= most then return 'full' end
  redis.call('INCR', counter)
  redis.call('PEXPIRE', counter, ARGV[8])
end
for i = 1, guards do
  redis.call('SET', KEYS[2 + i], ARGV[2], 'PX', ARGV[8 + i])
end
-- The newest seven: a client repeats for seconds, and meanwhile a job can make several edges.
ops = string.sub(ARGV[2] .. ' ' .. ops, 1, 500)
redis.call('HSET', KEYS[1], 'v', version + 1, 'op', ops, 'data', ARGV[3])
if ARGV[4] ~= '' then redis.call('HSET', KEYS[1], 'text', ARGV[4]) end
redis.call('RPUSH', KEYS[2], ARGV[5])
local own = {ENTER = enter, LEAVE = leave}
local i = 9 + guards
while i <= #ARGV do
  local n, key = tonumber(ARGV[i + 2]), KEYS[tonumber(ARGV[i + 1])]
  if own[ARGV[i]] then
    own[ARGV[i]](key, ARGV[i + 3], KEYS[1])
  else
    redis.call(ARGV[i], key, unpack(ARGV, i + 3, i + 2 + n))
  end
  i = i + 3 + n
end
return 'ok'
