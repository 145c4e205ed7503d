-- Plans another look at jobs, without touching the jobs themselves.
-- KEYS[1] due set  ARGV[1] due time in ms  ARGV[2..] due members
-- returns "ok"
for i = 2, #ARGV do redis.call('ZADD', KEYS[1], ARGV[1], ARGV[i]) end
return 'ok'
