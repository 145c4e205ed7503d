package dev.newsreel.access;

import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How often each caller may ask for videos: a sliding window over all nodes. A refused call does
 * not count.
 */
public final class CallLimit {

  private static final RedisScript CALL = RedisScript.of(CallLimit.class, "call.lua");
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Redis redis;
  private final Clock clock;
  private final int perMinute;

  /**
   * Makes the limit.
   *
   * @param perMinute how many calls a caller has within any minute, at least 1
   */
  public CallLimit(Redis redis, Clock clock, int perMinute) {
    this.redis = redis;
    this.clock = clock;
    this.perMinute = perMinute;
  }

  /**
   * Counts one call.
   *
   * @param caller a key's id, or an address
   * @return how long the caller must wait; empty when the call may go on
   * @throws dev.newsreel.redis.RedisUnavailable when it cannot be counted
   */
  public Optional<Duration> count(String caller) {
    String wait =
        redis.text(
            CALL,
            List.of(redis.partition(0).key("calls:" + caller)),
            Long.toString(clock.millis()),
            Long.toString(WINDOW.toMillis()),
            Integer.toString(perMinute),
            UUID.randomUUID().toString());
    return wait.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(wait))));
  }
}
