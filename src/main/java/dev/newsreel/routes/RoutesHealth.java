package dev.newsreel.routes;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Shows whether an edit of the routes was refused. It is always up: the routes from before go on.
 * The same is told by {@code routes.refused} (how many things are wrong) and {@code
 * routes.reloads}.
 */
public final class RoutesHealth extends AbstractHealthCheck implements MeterBinder {

  private final RouteWatch watch;

  /** Makes the check. */
  public RoutesHealth(RouteWatch watch) {
    super("newsreel", "routes");
    this.watch = watch;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    builder.up();
    List<String> refused = watch.refused();
    builder.detail("state", refused.isEmpty() ? "good" : "an edit is refused; the old ones run");
    builder.detail("reloads", watch.taken());
    for (int i = 0; i < refused.size(); i++) {
      builder.detail("refused." + (i + 1), refused.get(i));
    }
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("routes.refused", watch, w -> w.refused().size()).register(registry);
    FunctionCounter.builder("routes.reloads", watch, RouteWatch::taken).register(registry);
  }
}
