-- Tells what one partition has spent.
-- KEYS[1] books of the day  KEYS[2] sum of the month
-- ARGV[1] feed, or ""
-- returns the day's sum, the month's sum and what the feed has spent on the day, as texts in units
local feed = 0
for _, provider in ipairs({'openai', 'heygen', 'submagic'}) do
  feed = feed + tonumber(redis.call('HGET', KEYS[1], provider .. '|' .. ARGV[1]) or '0')
end
return {
  redis.call('HGET', KEYS[1], 'total') or '0',
  redis.call('GET', KEYS[2]) or '0',
  string.format('%.0f', feed),
}
