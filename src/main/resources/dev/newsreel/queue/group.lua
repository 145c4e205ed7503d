-- Makes a queue and its group, unless they exist.
-- KEYS[1] stream  ARGV[1] group
redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[1], '0', 'MKSTREAM')
return 'ok'
