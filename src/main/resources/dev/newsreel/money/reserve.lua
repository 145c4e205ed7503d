-- Sets money aside for a job, unless a cap does not allow it. A repeat keeps what the job has.
-- All amounts are whole units of 10^-8 dollars.
-- KEYS[1] reservations: job id to "<amount> <job's version> <feed>"
-- KEYS[2] their sums: total, feed|<feed>; and reductions: how often one was made smaller
-- KEYS[3] jobs that wait for money: job id to the cap
-- KEYS[4] books of the day, KEYS[5] sum of the month, both of this partition
-- KEYS[6] KEYS[7] who has told that 80 % of the day's, the month's cap are reached
-- ARGV[1] job id  ARGV[2] amount  ARGV[3] the job's version  ARGV[4] feed, or ""
-- ARGV[5] "begun" if the step has begun: then no cap is asked
-- ARGV[6] ARGV[7] ARGV[8] caps of day, month and this feed's day; "" is none
-- ARGV[9] ARGV[10] ARGV[11] what the other partitions have spent: day, month, this feed's day
-- ARGV[12] the reductions before those were read, or "" with a single partition
-- ARGV[13] a name for this very attempt  ARGV[14] how long it is remembered that 80 % were told, ms
-- returns "ok", "day", "month", "feed" (the cap that is reached) or "again" (the sums are too old);
--   then "told day" and "told month" if this attempt is the one that tells
local reductions = redis.call('HGET', KEYS[2], 'reductions') or '0'
if ARGV[12] ~= '' and ARGV[12] ~= reductions then return {'again'} end
local feed = 'feed|' .. ARGV[4]
local function number(text) return tonumber(text or '') or 0 end
local function text(amount) return string.format('%.0f', amount) end

local had, version = 0, 0
local held = redis.call('HGET', KEYS[1], ARGV[1])
if held then
  local a, v = string.match(held, '^(%d+) (%d+) ')
  had, version = number(a), number(v)
end
local wanted = math.max(had, number(ARGV[2]))
local more = wanted - had

local open = redis.call('HMGET', KEYS[2], 'total', feed)
local spent = number(redis.call('HGET', KEYS[4], 'total')) + number(ARGV[9])
local month = number(redis.call('GET', KEYS[5])) + number(ARGV[10])
local day = spent + number(open[1]) + more
month = month + number(open[1]) + more

local full
if more > 0 and ARGV[5] ~= 'begun' then
  if ARGV[7] ~= '' and month > number(ARGV[7]) then full = 'month' end
  if ARGV[6] ~= '' and day > number(ARGV[6]) then full = full or 'day' end
  if not full and ARGV[8] ~= '' then
    local sum = number(ARGV[11]) + number(open[2]) + more
    local fields = {'openai|' .. ARGV[4], 'heygen|' .. ARGV[4], 'submagic|' .. ARGV[4]}
    for _, paid in ipairs(redis.call('HMGET', KEYS[4], unpack(fields))) do
      sum = sum + number(paid)
    end
    if sum > number(ARGV[8]) then full = 'feed' end
  end
end

local answer = {full or 'ok'}
if full then
  redis.call('HSET', KEYS[3], ARGV[1], full)
else
  redis.call('HDEL', KEYS[3], ARGV[1])
  if wanted > 0 then
    version = math.max(version, number(ARGV[3]))
    redis.call('HSET', KEYS[1], ARGV[1], text(wanted) .. ' ' .. text(version) .. ' ' .. ARGV[4])
  end
  if more > 0 then
    redis.call('HINCRBY', KEYS[2], 'total', text(more))
    redis.call('HINCRBY', KEYS[2], feed, text(more))
  end
end
local function tell(key, sum, cap, name)
  if number(cap) == 0 or sum < number(cap) * 0.8 then return end
  local told = redis.call('GET', key)
  if not told then
    told = ARGV[13]
    redis.call('SET', key, told, 'PX', ARGV[14])
  end
  if told == ARGV[13] then answer[#answer + 1] = name end
end
tell(KEYS[6], day, ARGV[6], 'told day')
tell(KEYS[7], month, ARGV[7], 'told month')
return answer
