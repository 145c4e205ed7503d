package dev.newsreel.intake;

import dev.newsreel.redis.Lease;
import dev.newsreel.redis.Redis;
import java.time.Duration;

/**
 * The right to ask a host, which one fetch at a time has among all nodes. It ends by itself soon
 * after the longest fetch; see {@link HeldHosts}.
 */
final class HostLeases {

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
    return lease(host).take(token, life);
  }

  /** Gives a host back; does nothing when another token has it. */
  void release(String host, String token) {
    lease(host).release(token);
  }

  private Lease lease(String host) {
    return new Lease(redis, redis.partitionOf(host).key("lease:host:" + host));
  }
}
