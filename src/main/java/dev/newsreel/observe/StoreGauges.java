package dev.newsreel.observe;

import dev.newsreel.job.Status;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Shows what lies in Redis, the same on all nodes: jobs and the oldest one by status, queues, dead
 * letters, due times, jobs that wait for money. While Redis is away all of it is NaN.
 */
public final class StoreGauges implements MeterBinder {

  private final Store store;

  /** Makes the gauges. */
  public StoreGauges(Store store) {
    this.store = store;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Status status : Status.values()) {
      gauge("videos", f -> f.jobs(status)).tag("status", status.text()).register(registry);
      if (!status.ended() || status == Status.HELD) {
        age("videos.oldest", f -> f.oldest(status)).tag("status", status.text()).register(registry);
      }
    }
    for (String queue : Store.QUEUES) {
      gauge("queue.waiting", f -> f.queue(queue).waiting()).tag("queue", queue).register(registry);
      gauge("queue.working", f -> f.queue(queue).working()).tag("queue", queue).register(registry);
      gauge("queue.dead", f -> f.queue(queue).dead()).tag("queue", queue).register(registry);
      age("queue.oldest", f -> f.first(queue)).tag("queue", queue).register(registry);
    }
    gauge("due.members", StoreFigures::due).register(registry);
    age("due.lag", StoreFigures::lag).register(registry);
    gauge("budget.waiting", StoreFigures::waitingForMoney).register(registry);
  }

  private Gauge.Builder<?> gauge(String name, ToDoubleFunction<StoreFigures> value) {
    return Gauge.builder(name, () -> store.recent().map(value::applyAsDouble).orElse(Double.NaN));
  }

  private Gauge.Builder<?> age(String name, Function<StoreFigures, Duration> value) {
    return gauge(name, figures -> value.apply(figures).toMillis() / 1000.0).baseUnit("seconds");
  }
}
