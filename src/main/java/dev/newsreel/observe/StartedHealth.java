package dev.newsreel.observe;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down until all routes of this node have started. */
public final class StartedHealth extends AbstractHealthCheck {

  private final AtomicBoolean started = new AtomicBoolean();

  /** Makes the check of a node that has not started yet. */
  public StartedHealth() {
    super("newsreel", "started");
  }

  /** Says that everything runs. A repeat is harmless. */
  public void started() {
    started.set(true);
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    if (started.get()) {
      builder.up();
    } else {
      builder.message("The node is starting").down();
    }
  }
}
