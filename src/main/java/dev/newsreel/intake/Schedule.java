package dev.newsreel.intake;

import dev.newsreel.settings.Durations;
import java.time.Duration;
import java.time.Instant;

/**
 * When a feed is polled: every so often, or by the clock.
 *
 * <p>Each feed has its own place within the period, or within the jitter of a clock, worked out
 * from its name. So feeds of one schedule do not all come at once, and every node plans the same
 * moment.
 *
 * @param every the time between two polls; null when {@code cron} is given
 * @param cron the times of polls; null when {@code every} is given
 * @param jitter how much later than its moment a poll may come
 */
public record Schedule(Duration every, Cron cron, Duration jitter) {

  private static final int SHARE_OF_PERIOD = 50;
  private static final int SHARE_OF_CLOCK = 10;

  public Schedule {
    if ((every == null) == (cron == null) || jitter.isNegative()) {
      throw new IllegalArgumentException("either a period or a cron expression must be given");
    }
  }

  /** Returns the schedule of this period with the usual jitter. */
  static Schedule every(Duration period) {
    return new Schedule(period, null, period.dividedBy(SHARE_OF_PERIOD));
  }

  /** Returns the schedule of this clock with the usual jitter. */
  static Schedule by(Cron cron) {
    return new Schedule(null, cron, cron.shortestGap().dividedBy(SHARE_OF_CLOCK));
  }

  /** Returns this with another jitter. */
  Schedule within(Duration other) {
    return new Schedule(every, cron, other);
  }

  /**
   * Returns when the feed is polled next.
   *
   * @param after when it was polled last; the answer is later than this
   * @param wish how long it asks to be left alone
   */
  public Instant next(Instant after, Duration wish, String feedId) {
    if (cron != null) {
      return from(after.plus(wish), feedId);
    }
    Duration least = every.dividedBy(2);
    return from(after.plus(wish.compareTo(least) > 0 ? wish : least), feedId);
  }

  /** Returns when a feed that was never polled has its first turn: at once, or by cron. */
  public Instant first(Instant now, String feedId) {
    return cron == null ? now : from(now, feedId);
  }

  private Instant from(Instant earliest, String feedId) {
    if (cron == null) {
      return new Rhythm(feedId, every).from(earliest);
    }
    Duration later = new Rhythm(feedId, jitter).part(jitter);
    return cron.next(earliest.minus(later)).plus(later);
  }

  /** Returns how much later a turn may be drawn to come; by the clock this is worked out. */
  Duration drawn() {
    return cron == null ? jitter : Duration.ZERO;
  }

  /** Returns the shortest time between two polls, without the jitter. */
  public Duration period() {
    return cron == null ? every : cron.shortestGap();
  }

  /** Returns the schedule as one line; equal schedules have equal texts, in every version. */
  public String text() {
    String what = cron == null ? "every " + Durations.text(every) : "cron " + cron.text();
    String where = cron == null ? "" : " " + cron.zone();
    return what + where + " +" + Durations.text(jitter);
  }
}
