-- Reads a job's history, oldest first.
-- KEYS[1]  the history
return redis.call('LRANGE', KEYS[1], 0, -1)
