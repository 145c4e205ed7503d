package dev.newsreel.sandbox;

import java.util.Locale;

/**
 * A limit that comes back bit by bit, as OpenAI counts requests and tokens
 * (https://developers.openai.com/docs/guides/rate-limits, read 2026-11-22).
 */
final class RefillingRate {

  private final String what;
  private final int limit;
  private final double perMilli;
  private double left;
  private long at = System.currentTimeMillis();

  /**
   * Makes a full one.
   *
   * @param what {@code requests} or {@code tokens}
   * @param window in which time all comes back, in ms
   */
  RefillingRate(String what, int limit, long window) {
    this.what = what;
    this.limit = limit;
    this.perMilli = (double) limit / Math.max(1, window);
    this.left = limit;
  }

  /** Takes so many; returns whether there were enough. */
  boolean take(int count) {
    long now = System.currentTimeMillis();
    left = Math.min(limit, left + (now - at) * perMilli);
    at = now;
    boolean enough = left >= Math.min(count, limit);
    left -= enough ? Math.min(count, limit) : 0;
    return enough;
  }

  /** Writes the headers that every answer carries. */
  void tell(Exchange exchange) {
    long reset = (long) Math.ceil((limit - left) / perMilli);
    exchange
        .reply("x-ratelimit-limit-" + what, Integer.toString(limit))
        .reply("x-ratelimit-remaining-" + what, Integer.toString((int) left))
        .reply("x-ratelimit-reset-" + what, text(reset));
  }

  /** Returns the whole seconds until so many are there, at least 1. */
  int secondsUntil(int count) {
    double missing = Math.min(count, limit) - left;
    return (int) Math.max(1, Math.ceil(missing / perMilli / 1000));
  }

  private static String text(long millis) {
    return millis < 1000
        ? millis + "ms"
        : millis < 60_000
            ? String.format(Locale.ROOT, "%.3fs", millis / 1000.0)
            : millis / 60_000 + "m" + (millis % 60_000 + 999) / 1000 + "s";
  }
}
