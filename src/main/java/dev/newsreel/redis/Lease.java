package dev.newsreel.redis;

import java.time.Duration;
import java.util.List;

/**
 * A right that one holder at a time has among all nodes. It ends by itself, so that a node that
 * dies blocks nobody for long.
 *
 * @param redis where it is kept
 * @param key its whole name in Redis
 */
public record Lease(Redis redis, String key) {

  private static final RedisScript TAKE = RedisScript.of(Lease.class, "lease.lua");
  private static final RedisScript RELEASE = RedisScript.of(Lease.class, "release.lua");

  /**
   * Takes it, or keeps it for so much longer. A repeat with the same token is harmless.
   *
   * @return false when another token has it
   */
  public boolean take(String token, Duration life) {
    return redis.text(TAKE, List.of(key), token, Long.toString(life.toMillis())).equals("ok");
  }

  /** Gives it back; does nothing when another token has it. */
  public void release(String token) {
    redis.text(RELEASE, List.of(key), token);
  }
}
