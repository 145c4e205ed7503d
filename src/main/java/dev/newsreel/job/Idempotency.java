package dev.newsreel.job;

import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Requests that carry an {@code Idempotency-Key}: the same key and body get the same answer, and
 * the id of the job is chosen once, so that a repeat after a crash finds the same job.
 */
public final class Idempotency {

  private static final RedisScript SCRIPT = RedisScript.of(Idempotency.class, "idempotency.lua");
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration MEMORY = Duration.ofDays(1);

  private final Redis redis;

  /** Makes the memory. */
  public Idempotency(Redis redis) {
    this.redis = redis;
  }

  /**
   * What is known of a request.
   *
   * @param state {@code new}, {@code other} (the key came with another body), {@code busy} or
   *     {@code done}
   * @param value the job's id when new, the answer when done; else null
   */
  public record Known(String state, String value) {}

  /**
   * Notes that a request is being worked at, unless it is known.
   *
   * @param key a digest of the caller's key
   * @param body a digest of the request
   * @param id the id that its job shall have
   */
  public Known begin(String key, String body, String id) {
    List<Object> answer =
        redis.list(
            SCRIPT,
            List.of(name(key)),
            body,
            id,
            Long.toString(System.currentTimeMillis()),
            Long.toString(LEASE.toMillis()),
            Long.toString(MEMORY.toMillis()));
    if (answer.get(0).equals("done")) {
      Deduped.note(redis, "request|" + key, Instant.now());
    }
    return new Known((String) answer.get(0), answer.size() > 1 ? (String) answer.get(1) : null);
  }

  /** Keeps the answer for repeats. */
  public void done(String key, String answer) {
    redis.client().getMap(name(key)).put("answer", answer);
  }

  private String name(String key) {
    int p = Math.floorMod(key.hashCode(), redis.partitions());
    return redis.partition(p).key("request:" + key);
  }
}
