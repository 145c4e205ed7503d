-- Tells the version of what is stored, and notes it where none is noted.
-- KEYS[1] the version  KEYS[2], KEYS[3] keys of which one is there when a node has run before
-- ARGV[1] the version of a Redis that is empty, or "" to note nothing
-- ARGV[2] the version of what was stored before versions were noted
-- returns the version, a sentence when the key holds something else than a text, or nil when none is
--   noted. A repeat finds what was noted
local kind = redis.call('TYPE', KEYS[1]).ok
if kind == 'string' then return redis.call('GET', KEYS[1]) end
if kind ~= 'none' then return 'a ' .. kind end
if ARGV[1] == '' then return false end
local used = redis.call('EXISTS', KEYS[2], KEYS[3]) > 0
local version = used and ARGV[2] or ARGV[1]
redis.call('SET', KEYS[1], version)
return version
