package dev.newsreel.telemetry;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets so many pass a minute; a minute begins with the first one after the last minute. */
final class MinuteLimit {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final int most;
  private final LongSupplier nanos;
  private long begun;
  private int passed;

  /**
   * Makes a limit that nothing has passed yet.
   *
   * @param nanos a clock that never goes back
   */
  MinuteLimit(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  /** Returns whether one more may pass, and counts it. */
  synchronized boolean passes() {
    long now = nanos.getAsLong();
    if (now - begun >= MINUTE) {
      begun = now;
      passed = 0;
    }
    boolean passes = passed < most;
    passed += passes ? 1 : 0;
    return passes;
  }
}
