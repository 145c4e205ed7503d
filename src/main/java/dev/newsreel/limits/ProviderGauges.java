package dev.newsreel.limits;

import dev.newsreel.limits.ProviderState.Allowance;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Shows how the providers stand: {@code provider.breaker} (1 for the state it is in), {@code
 * provider.shut}, {@code provider.rate.limit}, {@code provider.rate.remaining}, {@code
 * provider.reads.limit}, {@code provider.reads.remaining}, {@code heygen.slots.learnt} and {@code
 * heygen.slots.taken}. What is not known is NaN.
 */
public final class ProviderGauges implements MeterBinder {

  private static final List<String> PROVIDERS = List.of("openai", "heygen", "submagic");
  private static final List<String> BREAKERS = List.of("closed", "open", "half_open");

  private final ProviderStates states;

  /** Makes the gauges. */
  public ProviderGauges(ProviderStates states) {
    this.states = states;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String provider : PROVIDERS) {
      for (String breaker : BREAKERS) {
        Gauge.builder("provider.breaker", () -> of(provider, s -> is(s.breaker().equals(breaker))))
            .tag("provider", provider)
            .tag("state", breaker)
            .register(registry);
      }
      gauge(registry, "provider.shut", provider, s -> is(s.shut() != null));
      gauge(registry, "provider.rate.limit", provider, s -> limit(s.rate()));
      gauge(registry, "provider.rate.remaining", provider, s -> remaining(s.rate()));
    }
    gauge(registry, "provider.reads.limit", "submagic", s -> limit(s.reads()));
    gauge(registry, "provider.reads.remaining", "submagic", s -> remaining(s.reads()));
    gauge(registry, "heygen.slots.learnt", "heygen", s -> s.slots().learnt());
    gauge(registry, "heygen.slots.taken", "heygen", s -> s.slots().taken());
  }

  private void gauge(
      MeterRegistry registry, String name, String provider, ToDoubleFunction<ProviderState> value) {
    Gauge.builder(name, () -> of(provider, value)).tag("provider", provider).register(registry);
  }

  private static double is(boolean so) {
    return so ? 1 : 0;
  }

  private double of(String provider, ToDoubleFunction<ProviderState> value) {
    return states.recent().stream()
        .filter(s -> s.provider().equals(provider))
        .mapToDouble(value)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double limit(Allowance allowance) {
    return allowance == null ? Double.NaN : (double) allowance.limit();
  }

  private static double remaining(Allowance allowance) {
    return allowance == null ? Double.NaN : (double) allowance.remaining();
  }
}
