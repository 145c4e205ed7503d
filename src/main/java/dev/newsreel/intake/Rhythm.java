package dev.newsreel.intake;

import dev.newsreel.job.Digest;
import java.time.Duration;
import java.time.Instant;

/**
 * The times at which a feed is polled: a period apart, at a place within the period that is worked
 * out from the feed's name. So feeds of one period never bunch, whenever a node starts.
 *
 * @param id the feed's name
 * @param every the period
 */
record Rhythm(String id, Duration every) {

  private static final int DIGITS = 15;
  private static final double WHOLE = 0x1p60;

  /** Returns the first of the times that is not before another. */
  Instant from(Instant earliest) {
    long period = Math.max(1, every.toMillis());
    long late = Math.floorMod(earliest.toEpochMilli() - part(every).toMillis(), period);
    return late == 0 ? earliest : earliest.plusMillis(period - late);
  }

  /** Returns this feed's part of a time: from nothing to nearly all of it. */
  Duration part(Duration whole) {
    long number = Long.parseLong(Digest.of(id).substring(0, DIGITS), 16);
    return Duration.ofMillis((long) ((double) whole.toMillis() * (number / WHOLE)));
  }
}
