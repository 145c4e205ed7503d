package dev.newsreel.limits;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * This node's breaker as a gate sees it: an open one lets nobody in, a half open one exactly one.
 */
final class BreakerGate {

  private final CircuitBreaker breaker;
  private final AtomicBoolean trying = new AtomicBoolean();

  /** Makes one; without a breaker it lets everybody in. */
  BreakerGate(CircuitBreaker breaker) {
    this.breaker = breaker;
  }

  CircuitBreaker breaker() {
    return breaker;
  }

  State state() {
    return breaker == null ? State.CLOSED : breaker.getState();
  }

  /** Returns how many of so many it lets in now. */
  int most(int wanted) {
    return switch (state()) {
      case OPEN, FORCED_OPEN -> 0;
      case HALF_OPEN -> trying.get() ? 0 : Math.min(1, wanted);
      default -> wanted;
    };
  }

  /** Returns whether a call has to be the one that tries. */
  boolean isHalfOpen() {
    return state() == State.HALF_OPEN;
  }

  /** Becomes the one that tries; returns whether no other does. */
  boolean tryNow() {
    return trying.compareAndSet(false, true);
  }

  /** Ends the attempt. */
  void tried() {
    trying.set(false);
  }
}
