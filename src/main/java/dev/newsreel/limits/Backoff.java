package dev.newsreel.limits;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Delays that double, up to a limit, with jitter so that failed jobs do not come back as one. */
final class Backoff {

  private final Duration first;
  private final Duration longest;

  Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /** Returns the delay after so many failures, at least half and at most the whole of its step. */
  Duration after(int failures) {
    double doubled = (double) first.toMillis() * Math.pow(2, Math.max(0, failures - 1));
    return jitter(Duration.ofMillis((long) Math.min((double) longest.toMillis(), doubled)));
  }

  /** Returns something between half and the whole of a period. */
  static Duration jitter(Duration most) {
    long millis = Math.max(1, most.toMillis());
    return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
  }
}
