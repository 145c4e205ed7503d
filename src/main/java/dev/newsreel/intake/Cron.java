package dev.newsreel.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A cron expression of five fields (minute, hour, day of the month, month, day of the week) and the
 * zone whose clock it reads. Lists, ranges, steps and English names of months and weekdays are
 * understood; Sunday is 0 or 7. When both days are restricted, either is enough, as in <a
 * href="https://man7.org/linux/man-pages/man5/crontab.5.html">crontab(5)</a>.
 *
 * <p>A time that the clock skips in spring comes right after the gap, and one that it shows twice
 * in autumn comes the first time. An expression for every hour has no such times: it just goes on.
 *
 * @param text the expression as written, with single blanks
 * @param zone whose clock it reads
 */
record Cron(
    String text,
    ZoneId zone,
    CronField minutes,
    CronField hours,
    CronField days,
    CronField months,
    CronField weekdays) {

  // Of the rarest dates, 29 February on one weekday, none is further away.
  private static final int HORIZON_DAYS = 41 * 366;
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final List<CronField.Kind> KINDS =
      List.of(
          new CronField.Kind("minute", 0, 59, List.of()),
          new CronField.Kind("hour", 0, 23, List.of()),
          new CronField.Kind("day of the month", 1, 31, List.of()),
          new CronField.Kind(
              "month", 1, 12, names("jan feb mar apr may jun jul aug sep oct nov dec")),
          new CronField.Kind("day of the week", 0, 7, names("sun mon tue wed thu fri sat")));

  private static List<String> names(String all) {
    return List.of(all.split(" ", -1));
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException when it is not understood, or names no day that ever comes
   */
  static Cron of(String text, ZoneId zone) {
    String[] parts = text.strip().split("\\s+", -1);
    if (parts.length != KINDS.size()) {
      throw new IllegalArgumentException(
          "it must have five fields: minute, hour, day of the month, month, day of the week");
    }
    CronField[] f = new CronField[parts.length];
    for (int i = 0; i < parts.length; i++) {
      f[i] = CronField.of(parts[i], KINDS.get(i));
    }
    Cron cron = new Cron(String.join(" ", parts), zone, f[0], f[1], f[2], f[3], f[4]);
    if (cron.find(EPOCH).isEmpty()) {
      throw new IllegalArgumentException("there is no such day in any year");
    }
    return cron;
  }

  /** Returns the first time after this one, in whole minutes. */
  Instant next(Instant after) {
    return find(after)
        .orElseThrow(() -> new IllegalStateException(text + " never comes after " + after));
  }

  /** Returns the shortest time between two firings within an hour; an hour when there is one. */
  Duration shortestGap() {
    TreeSet<Integer> sorted = new TreeSet<>(minutes.values());
    int shortest = sorted.first() + 60 - sorted.last();
    int before = sorted.first();
    for (int minute : sorted.tailSet(before, false)) {
      shortest = Math.min(shortest, minute - before);
      before = minute;
    }
    return Duration.ofMinutes(shortest);
  }

  private Optional<Instant> find(Instant after) {
    LocalDate day = after.atZone(zone).toLocalDate();
    for (int i = 0; i < HORIZON_DAYS; i++) {
      if (matches(day.plusDays(i))) {
        Optional<Instant> found = find(day.plusDays(i), after);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private boolean matches(LocalDate day) {
    int weekday = day.getDayOfWeek().getValue();
    boolean onDay = days.holds(day.getDayOfMonth());
    boolean onWeekday = weekdays.holds(weekday) || (weekday == 7 && weekdays.holds(0));
    boolean both = days.star() || weekdays.star();
    return months.holds(day.getMonthValue()) && (both ? onDay && onWeekday : onDay || onWeekday);
  }

  private Optional<Instant> find(LocalDate day, Instant after) {
    return hours.values().stream()
        .flatMap(hour -> minutes.values().stream().map(minute -> day.atTime(hour, minute)))
        .flatMap(this::instants)
        .filter(instant -> instant.isAfter(after))
        .min(Instant::compareTo);
  }

  private Stream<Instant> instants(LocalDateTime time) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
    boolean everyHour = hours.values().size() == 24;
    if (offsets.isEmpty()) {
      return everyHour ? Stream.of() : Stream.of(zone.getRules().getTransition(time).getInstant());
    }
    return offsets.stream().limit(everyHour ? 2 : 1).map(time::toInstant);
  }
}
