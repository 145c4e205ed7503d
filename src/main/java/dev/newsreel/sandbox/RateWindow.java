package dev.newsreel.sandbox;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * A fixed window of requests, as Submagic counts them: https://docs.submagic.co/rate-limits (read
 * 2026-11-22).
 */
final class RateWindow {
  /** The name under which a request remembers that it came too much. */
  static final String OVER = "over-rate";

  private final int limit;
  private final long length;
  private long end;
  private int used;

  RateWindow(int limit, Duration length) {
    this.limit = limit;
    this.length = Math.max(1, length.toMillis());
  }

  /** Counts a request; returns whether it came too much. */
  boolean isOver() {
    long now = System.currentTimeMillis();
    if (now >= end) {
      end = now + length;
      used = 0;
    }
    if (used >= limit) {
      return true;
    }
    used++;
    return false;
  }

  /** Counts a request, writes the headers that every answer carries and lets it go on. */
  void count(RoutingContext context) {
    if (isOver()) {
      context.put(OVER, true);
    }
    context
        .response()
        .putHeader("X-RateLimit-Limit", Integer.toString(limit))
        .putHeader("X-RateLimit-Remaining", Integer.toString(limit - used))
        .putHeader("X-RateLimit-Reset", Long.toString((end + 999) / 1000));
    context.next();
  }

  /** Returns the whole seconds until the window ends, at least 1. */
  int secondsLeft() {
    return (int) Math.max(1, (end - System.currentTimeMillis() + 999) / 1000);
  }
}
