-- Tells how many slots there are and how many are taken.
-- KEYS[1] slots: job ids, scored by the end of their lease in ms  KEYS[2] learnt limit
-- ARGV[1] now in ms
-- returns the learnt limit or "", and the number taken, as texts
return {redis.call('GET', KEYS[2]) or '', tostring(redis.call('ZCOUNT', KEYS[1], '(' .. ARGV[1], '+inf'))}
