package dev.newsreel.limits;

import dev.newsreel.redis.RedisUnavailable;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.redisson.client.RedisException;

/**
 * Shows which providers keep jobs waiting. It is always up: what is accepted is safe, and goes on
 * when the provider does.
 */
public final class ProvidersHealth extends AbstractHealthCheck {

  private final ProviderStates states;

  /** Makes the check. */
  public ProvidersHealth(ProviderStates states) {
    super("newsreel", "providers");
    this.states = states;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    builder.up();
    try {
      boolean degraded = false;
      for (ProviderState state : states.recent()) {
        degraded |= state.degraded();
        builder.detail(state.provider(), word(state));
      }
      builder.detail("state", degraded ? "degraded" : "good");
    } catch (RedisUnavailable | RedisException e) {
      builder.detail("state", "not known: Redis does not answer");
    }
  }

  private static String word(ProviderState state) {
    return state.shut() == null ? "breaker " + state.breaker() : "shut: " + state.shut().code();
  }
}
