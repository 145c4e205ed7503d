package dev.newsreel.redis;

import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down when Redis cannot be written to: then nothing can be accepted. */
public final class RedisHealth extends AbstractHealthCheck {

  private static final RedisScript ALIVE = RedisScript.of(RedisHealth.class, "alive.lua");

  private final Redis redis;

  /** Makes the check. */
  public RedisHealth(Redis redis) {
    super("newsreel", "redis");
    this.redis = redis;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    try {
      redis.text(ALIVE, List.of(redis.partition(0).key("alive")), "1");
      builder.up();
    } catch (RedisUnavailable e) {
      builder.message("Redis cannot be written to").down();
    }
  }
}
