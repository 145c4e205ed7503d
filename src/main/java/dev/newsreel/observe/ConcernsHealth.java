package dev.newsreel.observe;

import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Says whether all is good or something is degraded, and what. It is always up: what is accepted is
 * safe, and a restart or another node would not help.
 */
public final class ConcernsHealth extends AbstractHealthCheck {

  private final Concerns concerns;

  /** Makes the check. */
  public ConcernsHealth(Concerns concerns) {
    super("newsreel", "state");
    this.concerns = concerns;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    Map<String, List<String>> now = concerns.now();
    builder.detail("state", now.isEmpty() ? "good" : "degraded").up();
    now.forEach((part, why) -> builder.detail(part, String.join("; ", why)));
  }
}
