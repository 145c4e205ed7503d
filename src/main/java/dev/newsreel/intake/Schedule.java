package dev.newsreel.intake;

import dev.newsreel.settings.Durations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.CRC32;

/**
 * When a feed is polled: every so often, or by the clock.
 *
 * <p>Each feed has its own place within the jitter, worked out from its name. So feeds of one
 * schedule do not all come at once, and every node plans the same moment.
 *
 * @param every the time between two polls; null when {@code cron} is given
 * @param cron the times of polls; null when {@code every} is given
 * @param jitter how much later than its moment a poll may come
 */
public record Schedule(Duration every, Cron cron, Duration jitter) {

  private static final Duration AT_START = Duration.ofSeconds(2);

  public Schedule {
    if ((every == null) == (cron == null) || jitter.isNegative()) {
      throw new IllegalArgumentException("either a period or a cron expression must be given");
    }
  }

  /**
   * Returns when the feed is polled next.
   *
   * @param after when it was polled last; the answer is later than this
   */
  public Instant next(Instant after, String feedId) {
    Duration later = share(jitter, feedId);
    return cron == null ? after.plus(every).plus(later) : cron.next(after.minus(later)).plus(later);
  }

  /**
   * Returns when a feed that was never polled has its first turn: within two seconds, or by cron.
   */
  public Instant first(Instant now, String feedId) {
    return cron == null ? now.plus(share(AT_START, feedId)) : next(now, feedId);
  }

  /** Returns the shortest time between two polls, without the jitter. */
  public Duration period() {
    return cron == null ? every : cron.shortestGap();
  }

  /** Returns the jitter where none is declared: a tenth of the period. */
  static Duration usualJitter(Duration period) {
    return period.dividedBy(10);
  }

  /** Returns the schedule as one line; equal schedules have equal texts, in every version. */
  public String text() {
    String what = cron == null ? "every " + Durations.text(every) : "cron " + cron.text();
    String where = cron == null ? "" : " " + cron.zone();
    return what + where + " +" + Durations.text(jitter);
  }

  // From 0 to the whole of it, spread evenly over names that look alike.
  private static Duration share(Duration whole, String feedId) {
    CRC32 crc = new CRC32();
    crc.update(feedId.getBytes(StandardCharsets.UTF_8));
    return Duration.ofMillis((long) (whole.toMillis() * (crc.getValue() / (double) 0xFFFFFFFFL)));
  }
}
