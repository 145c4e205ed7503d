-- Reads a job.
-- KEYS[1]  the job's hash
-- returns the job as JSON and the article's text; both nil if unknown
return redis.call('HMGET', KEYS[1], 'data', 'text')
