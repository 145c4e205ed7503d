package dev.newsreel.observe;

import dev.newsreel.limits.ProviderState;
import dev.newsreel.limits.ProviderStates;
import dev.newsreel.redis.RedisWatch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is not as it should be although work goes on: a provider that keeps jobs waiting, a Redis
 * that could lose them, dead letters, late timers, a webhook that is not in order.
 */
public final class Concerns implements MeterBinder {

  private static final List<String> PARTS = List.of("providers", "redis", "queues", "webhooks");
  private static final Duration LATE = Duration.ofMinutes(1);
  private static final Duration UNSEEN = Duration.ofMinutes(30);

  private final ProviderStates providers;
  private final RedisWatch redis;
  private final Store store;
  private final WebhookWatch webhooks;

  /** Makes one. */
  public Concerns(ProviderStates providers, RedisWatch redis, Store store, WebhookWatch webhooks) {
    this.providers = providers;
    this.redis = redis;
    this.store = store;
    this.webhooks = webhooks;
  }

  /** Returns what is not as it should be, as sentences by the part that is concerned. */
  public Map<String, List<String>> now() {
    Map<String, List<String>> found = new LinkedHashMap<>();
    PARTS.forEach(part -> found.put(part, of(part)));
    found.values().removeIf(List::isEmpty);
    return found;
  }

  private List<String> of(String part) {
    return switch (part) {
      case "providers" ->
          providers.recent().stream()
              .filter(ProviderState::degraded)
              .map(state -> state.provider() + ": " + state.obstacle())
              .toList();
      case "redis" -> redis.neglected();
      case "queues" -> store.recent().map(Concerns::queues).orElse(List.of());
      default ->
          webhooks
              .age()
              .filter(age -> age.compareTo(UNSEEN) > 0)
              .map(age -> "not seen in order for " + age.toMinutes() + " min")
              .map(List::of)
              .orElse(List.of());
    };
  }

  private static List<String> queues(StoreFigures figures) {
    List<String> found = new ArrayList<>();
    if (figures.lag().compareTo(LATE) > 0) {
      found.add("timers are " + figures.lag().toSeconds() + " s late");
    }
    for (String queue : Store.QUEUES) {
      long dead = figures.queue(queue).dead();
      if (dead > 0) {
        found.add(queue + " has " + dead + " dead letters");
      }
    }
    return found;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String part : PARTS) {
      Gauge.builder("health.degraded", () -> of(part).isEmpty() ? 0 : 1)
          .tag("part", part)
          .register(registry);
    }
  }
}
