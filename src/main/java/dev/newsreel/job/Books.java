package dev.newsreel.job;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How money is written down: one hash for each day, by UTC, in the partition of the job. It is
 * changed by the script that saves the edge which costs, so an edge is counted once or not at all.
 *
 * <p>The fields are {@code total}, {@code <provider>|<feed>}, {@code saved.<reason>|<feed>} and
 * {@code done|<feed>}; the feed is empty for jobs of none. All but {@code done}, which counts
 * finished videos, hold units of 10^-8 US dollars.
 */
public final class Books {

  /** How long a day is kept. */
  public static final Duration LIFE = Duration.ofDays(400);

  /** Who is paid. */
  public static final List<String> PROVIDERS = List.of("openai", "heygen", "submagic");

  /** The field with what all providers got from all feeds. */
  public static final String TOTAL = "total";

  private Books() {}

  /** Returns the day to which a moment belongs. */
  public static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /** Returns the month to which a moment belongs. */
  public static YearMonth month(Instant at) {
    return YearMonth.from(day(at));
  }

  /** Returns the name of a field; a feed of null is none. */
  public static String field(String what, String feed) {
    return what + "|" + (feed == null ? "" : feed);
  }

  /** Returns what an edge adds to the books, by field, without zeros. */
  static Map<String, Long> entries(Event event, VideoJob before, VideoJob after) {
    String feed = after.options().feed();
    Map<String, Long> entries = new LinkedHashMap<>();
    long paid = Usd.units(event.usd());
    if (paid > 0) {
      entries.put(field(event.provider(), feed), paid);
      entries.put(TOTAL, paid);
    }
    Map<String, BigDecimal> saved = event.savedUsd() == null ? Map.of() : event.savedUsd();
    saved.forEach(
        (reason, usd) -> {
          if (usd.signum() > 0) {
            entries.put(field("saved." + reason, feed), Usd.units(usd));
          }
        });
    if (after.status() == Status.DONE && before.status() != Status.DONE) {
      entries.put(field("done", feed), 1L);
    }
    return entries;
  }
}
