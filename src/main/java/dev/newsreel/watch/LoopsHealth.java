package dev.newsreel.watch;

import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Down when something that has to turn again and again on this node stands still. A restart helps
 * then, so it counts for liveness; it asks nobody.
 */
public final class LoopsHealth extends AbstractHealthCheck {

  private final Loops loops;

  /** Makes the check. */
  public LoopsHealth(Loops loops) {
    super("newsreel", "loops");
    this.loops = loops;
  }

  @Override
  public boolean isLiveness() {
    return true;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    List<Loop> overdue = loops.overdue();
    overdue.forEach(
        loop -> builder.detail(loop.name(), "has not turned for " + loop.age().toSeconds() + " s"));
    if (overdue.isEmpty()) {
      builder.detail("turning", loops.size()).up();
    } else {
      builder.message("Something stands still; a restart may help").down();
    }
  }
}
