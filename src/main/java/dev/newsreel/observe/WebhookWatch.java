package dev.newsreel.observe;

import dev.newsreel.watch.Lately;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Shows how long ago any node has seen our webhook at HeyGen in order: one node at a time looks
 * after it, so that a node of its own may have nothing to tell.
 */
public final class WebhookWatch implements MeterBinder {

  private final boolean expected;
  private final Clock clock;
  private final Instant begun;
  private final Lately<Optional<Instant>> checked;

  /**
   * Makes one.
   *
   * @param expected whether HeyGen can reach us at all
   * @param checked returns when it was last seen in order; null when it never was
   */
  public WebhookWatch(boolean expected, Supplier<Instant> checked, Clock clock) {
    this.expected = expected;
    this.clock = clock;
    this.begun = clock.instant();
    this.checked = new Lately<>(() -> Optional.ofNullable(checked.get()), Lately.Terms.ofFigures());
  }

  /**
   * Returns for how long it was not seen in order; empty when that is not known, or not awaited.
   */
  Optional<Duration> age() {
    return expected
        ? checked.get().map(at -> Duration.between(at.orElse(begun), clock.instant()))
        : Optional.empty();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("webhook.expected", () -> expected ? 1 : 0).register(registry);
    Gauge.builder(
            "webhook.checked.age", () -> age().map(a -> a.toMillis() / 1000.0).orElse(Double.NaN))
        .baseUnit("seconds")
        .register(registry);
  }
}
