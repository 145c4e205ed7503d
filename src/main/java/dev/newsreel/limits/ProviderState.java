package dev.newsreel.limits;

import java.time.Instant;

/**
 * How a provider stands.
 *
 * @param provider {@code openai}, {@code heygen} or {@code submagic}
 * @param breaker this node's: {@code closed}, {@code open} or {@code half_open}
 * @param shut since it refuses all work; null when it does not
 * @param rate of orders; null while nothing is known to limit them
 * @param reads of questions, for Submagic; null while nothing is known to limit them
 * @param slots for HeyGen; null for the others
 */
public record ProviderState(
    String provider, String breaker, Shut shut, Allowance rate, Allowance reads, Slots slots) {

  /**
   * A provider that refuses all work.
   *
   * @param code our stable code, such as {@code heygen_account}
   * @param message what it said
   * @param since when it refused first
   * @param nextProbe when one job tries again
   */
  public record Shut(String code, String message, Instant since, Instant nextProbe) {}

  /**
   * How many calls may be made.
   *
   * @param limit in one period
   * @param remaining now, calls on their way taken off
   * @param resetsAt when all of them may be made again
   */
  public record Allowance(long limit, long remaining, Instant resetsAt) {}

  /**
   * Renders at once.
   *
   * @param limit by the settings
   * @param learnt what HeyGen has shown to allow; the limit when it has refused none
   * @param taken now
   */
  public record Slots(int limit, int learnt, int taken) {

    /** Returns how many may run now, at least 1. */
    public int most() {
      return Math.max(1, Math.min(limit, learnt));
    }
  }

  /** Returns why no job can begin with it now, with a code before a colon; null when one can. */
  public String obstacle() {
    if (shut != null) {
      return "%s: %s; it is tried again at %s"
          .formatted(shut.code(), shut.message(), shut.nextProbe());
    }
    if (breaker.equals("open")) {
      return "breaker_open: " + provider + " has failed too often lately; it is tried again soon";
    }
    if (slots != null && slots.taken() >= slots.most()) {
      return "%s_slots: all %d are taken".formatted(provider, slots.most());
    }
    return rate != null && rate.remaining() < 1
        ? "%s_rate: its limit of calls is used up until %s".formatted(provider, rate.resetsAt())
        : null;
  }

  /** Returns whether jobs of this provider have to wait for it. */
  public boolean degraded() {
    return shut != null || !breaker.equals("closed");
  }
}
