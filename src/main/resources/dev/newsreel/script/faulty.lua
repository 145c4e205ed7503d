-- Reads, keeps or forgets the faulty script of one job. A repeat does the same.
-- KEYS[1] the script's key
-- ARGV[1] "?" to read it, "" to forget it, else the script as JSON  ARGV[2] memory in ms
-- returns the script that is kept now, or nil
if ARGV[1] == '' then
  redis.call('DEL', KEYS[1])
elseif ARGV[1] ~= '?' then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
return redis.call('GET', KEYS[1])
