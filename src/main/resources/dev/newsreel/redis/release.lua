-- Gives a lease back, if it is still one's own.
-- KEYS[1] the lease
-- ARGV[1] who has taken it
-- returns "ok"
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 'ok'
