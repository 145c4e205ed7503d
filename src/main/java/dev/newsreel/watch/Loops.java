package dev.newsreel.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** All that has to turn on this node, and what of it stands still: a dead man's switch for each. */
public final class Loops {

  private static final int PERIODS = 3;

  private final MeterRegistry registry;
  private final Duration patience;
  private final Map<Loop, List<Meter>> all = new ConcurrentHashMap<>();

  /**
   * Watches nothing yet.
   *
   * @param patience the shortest time after which something stands still, however often it should
   *     turn
   */
  public Loops(MeterRegistry registry, Duration patience) {
    this.registry = registry;
    this.patience = patience;
  }

  /** Begins to watch something that should turn once in each period. */
  public Loop watch(String name, Duration period) {
    Duration most = period.multipliedBy(PERIODS);
    Loop loop = new Loop(name, most.compareTo(patience) < 0 ? patience : most);
    List<Meter> meters = new ArrayList<>();
    meters.add(
        Gauge.builder(
                "loop.age", loop, l -> l.age().toNanos() / (double) TimeUnit.SECONDS.toNanos(1))
            .baseUnit("seconds")
            .tag("loop", name)
            .register(registry));
    meters.add(
        Gauge.builder("loop.overdue", loop, l -> l.isOverdue() ? 1 : 0)
            .tag("loop", name)
            .register(registry));
    all.put(loop, meters);
    return loop;
  }

  /** Watches it no more, because it was stopped on purpose. A repeat is harmless. */
  public void forget(Loop loop) {
    List<Meter> meters = all.remove(loop);
    if (meters != null) {
      meters.forEach(registry::remove);
    }
  }

  /** Returns what stands still, by name. */
  public List<Loop> overdue() {
    return all.keySet().stream()
        .filter(Loop::isOverdue)
        .sorted(Comparator.comparing(Loop::name))
        .toList();
  }

  /** Returns how many there are. */
  int size() {
    return all.size();
  }
}
