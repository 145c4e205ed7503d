package dev.newsreel.money;

import dev.newsreel.job.Usd;
import dev.newsreel.settings.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How much may be spent, US dollars; null is no cap. They are the same on all nodes.
 *
 * @param daily by all jobs on a day, by UTC
 * @param monthly by all jobs in a month, by UTC
 * @param feedDaily by a feed on a day, unless it declares an amount of its own
 * @param video by one job
 * @param recheck how long a job that waits for money waits at the most before it asks again
 * @param declared what feeds declare, by name
 */
record Caps(
    BigDecimal daily,
    BigDecimal monthly,
    BigDecimal feedDaily,
    BigDecimal video,
    Duration recheck,
    Supplier<Map<String, BigDecimal>> declared) {

  static Caps of(Settings settings, Supplier<Map<String, BigDecimal>> declared) {
    return new Caps(
        amount(settings, "budget.daily-usd"),
        amount(settings, "budget.monthly-usd"),
        amount(settings, "budget.feed-daily-usd"),
        amount(settings, "budget.video-usd"),
        settings.duration("budget.recheck"),
        declared);
  }

  private static BigDecimal amount(Settings settings, String name) {
    return settings.has(name) ? settings.decimal(name) : null;
  }

  /** Returns the daily cap of a feed; null for jobs of none. */
  BigDecimal feed(String feed) {
    if (feed == null) {
      return null;
    }
    return declared.get().getOrDefault(feed, feedDaily);
  }

  /** Returns whether there is any cap. */
  boolean exist() {
    return areAsked(null) || video != null || feedDaily != null || !declared.get().isEmpty();
  }

  /** Returns whether money must be set aside for the jobs of a feed. */
  boolean areAsked(String feed) {
    return daily != null || monthly != null || feed(feed) != null;
  }

  /** Returns a cap in units, as scripts take it. */
  static String units(BigDecimal cap) {
    return cap == null ? "" : Long.toString(Usd.units(cap));
  }
}
