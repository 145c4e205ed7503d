package dev.newsreel.limits;

import dev.newsreel.job.ProviderDown;
import dev.newsreel.wire.AddressRefused;
import dev.newsreel.wire.NotSent;
import dev.newsreel.wire.OutcomeUnknown;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;

/** Circuit breakers that fit twenty videos a day as well as twenty thousand. */
public final class Breakers {

  private static final int WINDOW_SECONDS = 120;
  private static final int LEAST_CALLS = 5;
  private static final float FAILING_PERCENT = 60;

  private Breakers() {}

  /**
   * Returns a new breaker. Only the provider's own trouble and broken connections count; while it
   * is half open one call tries.
   *
   * @param provider its name in metrics and logs
   * @param pause how long it stays open
   */
  public static CircuitBreaker of(String provider, Duration pause) {
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.TIME_BASED)
            .slidingWindowSize(WINDOW_SECONDS)
            .minimumNumberOfCalls(LEAST_CALLS)
            .failureRateThreshold(FAILING_PERCENT)
            .waitDurationInOpenState(pause)
            .permittedNumberOfCallsInHalfOpenState(1)
            .recordException(Breakers::counts)
            .ignoreException(e -> !counts(e))
            .build();
    return CircuitBreaker.of(provider, config);
  }

  private static boolean counts(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      boolean wire = t instanceof NotSent || t instanceof OutcomeUnknown;
      if (t instanceof ProviderDown || (wire && !(t instanceof AddressRefused))) {
        return true;
      }
    }
    return false;
  }
}
