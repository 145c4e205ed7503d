package dev.newsreel.intake;

import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.time.Duration;
import java.util.List;

/**
 * The right to ask a host, which one poll at a time has among all nodes. It ends by itself soon
 * after the longest fetch, so a node that dies blocks nobody for long.
 */
final class HostLeases {

  private static final RedisScript LEASE = RedisScript.of(HostLeases.class, "lease.lua");
  private static final RedisScript RELEASE = RedisScript.of(HostLeases.class, "release.lua");
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Redis redis;
  private final Duration life;

  /**
   * Makes the leases.
   *
   * @param longest how long a fetch may take
   */
  HostLeases(Redis redis, Duration longest) {
    this.redis = redis;
    this.life = longest.plus(GRACE);
  }

  /**
   * Takes a host. A repeat with the same token is harmless.
   *
   * @return false when another token has it
   */
  boolean take(String host, String token) {
    String answer = redis.text(LEASE, List.of(key(host)), token, Long.toString(life.toMillis()));
    return answer.equals("ok");
  }

  /** Gives a host back; does nothing when another token has it. */
  void release(String host, String token) {
    redis.text(RELEASE, List.of(key(host)), token);
  }

  private String key(String host) {
    return redis.partitionOf(host).key("lease:host:" + host);
  }
}
