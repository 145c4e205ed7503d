package dev.newsreel.intake;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a feed wants to be polled, as its document says it:
 * https://www.rssboard.org/rss-specification (read 2026-11-25).
 *
 * @param ttl how long it asks to be left alone; null when it does not say
 * @param skipHours hours of the day, UTC, 0 to 23, in which it asks not to be polled
 * @param skipDays days of the week, UTC, on which it asks not to be polled
 */
public record Manners(Duration ttl, Set<Integer> skipHours, Set<DayOfWeek> skipDays) {

  /** A feed that does not say anything. */
  static final Manners NONE = new Manners(null, Set.of(), Set.of());

  /** How far its wishes are followed at the most. */
  static final Duration MOST = Duration.ofDays(1);

  private static final Pattern WISH =
      Pattern.compile("<(ttl|hour|day)>([^<]{1,9})</(?:ttl|hour|day)>");

  public Manners {
    skipHours = skipHours == null ? Set.of() : Set.copyOf(skipHours);
    skipDays = skipDays == null ? Set.of() : Set.copyOf(skipDays);
  }

  /** Returns what a document says, in the form in which {@link PlainRss} writes it. */
  static Manners of(String plainRss) {
    int items = plainRss.indexOf("<item>");
    Matcher wish = WISH.matcher(items < 0 ? plainRss : plainRss.substring(0, items));
    Duration ttl = null;
    Set<Integer> hours = new TreeSet<>();
    Set<DayOfWeek> days = new TreeSet<>();
    while (wish.find()) {
      String value = wish.group(2);
      switch (wish.group(1)) {
        case "ttl" -> ttl = Duration.ofMinutes(Integer.parseInt(value));
        case "hour" -> hours.add(Integer.parseInt(value));
        default -> days.add(DayOfWeek.valueOf(value.toUpperCase(Locale.ROOT)));
      }
    }
    return new Manners(ttl, hours, days);
  }

  /** Returns the first of the times an hour apart at which it may be polled, within a day. */
  Instant allowed(Instant earliest) {
    Instant time = earliest;
    while (skips(time)) {
      time = time.plus(Duration.ofHours(1));
      if (time.isAfter(earliest.plus(MOST))) {
        return earliest.plus(MOST);
      }
    }
    return time;
  }

  private boolean skips(Instant time) {
    OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
    return skipHours.contains(utc.getHour()) || skipDays.contains(utc.getDayOfWeek());
  }
}
