package dev.newsreel.limits;

import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

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
    List<ProviderState> all = states.recent();
    all.forEach(state -> builder.detail(state.provider(), word(state)));
    boolean degraded = all.stream().anyMatch(ProviderState::degraded);
    String known = degraded ? "degraded" : "good";
    builder.detail("state", all.isEmpty() ? "not known: Redis does not answer" : known);
  }

  private static String word(ProviderState state) {
    return state.shut() == null ? "breaker " + state.breaker() : "shut: " + state.shut().code();
  }
}
