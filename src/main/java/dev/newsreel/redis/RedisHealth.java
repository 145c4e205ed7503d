package dev.newsreel.redis;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Down when Redis cannot be written to: then nothing can be accepted. It does not count for
 * liveness, because a restart of this node would not help.
 */
public final class RedisHealth extends AbstractHealthCheck {

  private final RedisWatch redis;

  /** Makes the check. */
  public RedisHealth(RedisWatch redis) {
    super("newsreel", "redis");
    this.redis = redis;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    if (redis.isWritable()) {
      builder.up();
    } else {
      builder.message("Redis cannot be written to").down();
    }
  }
}
