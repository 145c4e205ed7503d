package dev.newsreel.intake;

import dev.newsreel.job.Options;
import java.math.BigDecimal;
import java.net.URI;
import java.time.ZoneId;

/**
 * One declared feed.
 *
 * @param id its name: a-z, 0-9 and hyphens; what was taken from it is remembered under this name
 * @param url its address
 * @param schedule when it is polled
 * @param zone whose calendar days and clock its declaration means
 * @param dailyLimit how many of its videos may begin on one calendar day; null for any number
 * @param dailyUsd what its videos may cost on a day, by UTC; null for what the settings say
 * @param firstRun of what it holds when it is met first: this many of the newest entries; the rest
 *     counts as seen
 * @param options what its videos should be like
 */
public record Feed(
    String id,
    URI url,
    Schedule schedule,
    ZoneId zone,
    Integer dailyLimit,
    BigDecimal dailyUsd,
    int firstRun,
    Options options) {

  /** What is made of a feed that is met first, unless its declaration says otherwise. */
  static final int USUAL_FIRST_RUN = 1;

  /** Returns whether it was declared with another address before. */
  boolean isMoved(Feed before) {
    return !url.equals(before.url);
  }

  /** Returns whether it was declared with another schedule before. */
  boolean isRescheduled(Feed before) {
    return !schedule.equals(before.schedule);
  }
}
