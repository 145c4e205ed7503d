package dev.newsreel.limits;

import dev.newsreel.job.ProviderDown;
import dev.newsreel.wire.AddressRefused;
import dev.newsreel.wire.NotSent;
import dev.newsreel.wire.OutcomeUnknown;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;

/** Circuit breakers that fit twenty videos a day as well as twenty thousand. */
public final class Breakers {

  private static final int WINDOW = 20;
  private static final int LEAST_CALLS = 5;
  private static final float FAILING_PERCENT = 60;

  private Breakers() {}

  /**
   * Returns a new breaker. Only the provider's own trouble and broken connections count; while it
   * is half open one call tries.
   *
   * <p>It looks at the last twenty calls, whenever they were: calls that come hours apart open it
   * as well as a thousand in a second. To open it in vain costs one pause and one call.
   *
   * @param provider its name in metrics and logs
   * @param pause how long it stays open first; twice as long after each attempt in vain
   * @param longest the longest that it stays open
   */
  public static CircuitBreaker of(String provider, Duration pause, Duration longest) {
    Duration most = longest.compareTo(pause) < 0 ? pause : longest;
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(WINDOW)
            .minimumNumberOfCalls(LEAST_CALLS)
            .failureRateThreshold(FAILING_PERCENT)
            .waitIntervalFunctionInOpenState(
                IntervalFunction.ofExponentialBackoff(pause.toMillis(), 2, most.toMillis()))
            .automaticTransitionFromOpenToHalfOpenEnabled(true)
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
