package dev.newsreel.intake;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the dates that feeds write; a date is a hint, so a doubtful one is none. */
final class FeedDates {
  private static final Instant EARLIEST = Instant.parse("1995-01-01T00:00:00Z");
  private static final int MAX_LENGTH = 100;
  private static final Pattern EPOCH = Pattern.compile("(\\d{9,10})(\\d{3})?(?:\\.\\d+)?");
  private static final Pattern NUMBERS =
      Pattern.compile(
          "(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?|(\\d{2})(\\d{2})(?!\\d))?(?=[T\\s]|$|Z|[+])");
  private static final Pattern TIME =
      Pattern.compile(
          "(?:^|[T\\s,])(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:[.,]\\d+)?\\s*([ap]\\.?m\\b)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{1,2}):?(\\d{2})?\\b");
  private static final Pattern WORD = Pattern.compile("[\\p{L}]+|\\d+");
  private static final Map<String, Integer> ZONE_HOURS =
      Map.ofEntries(
          Map.entry("est", -5),
          Map.entry("edt", -4),
          Map.entry("cst", -6),
          Map.entry("cdt", -5),
          Map.entry("mst", -7),
          Map.entry("mdt", -6),
          Map.entry("pst", -8),
          Map.entry("pdt", -7),
          Map.entry("akst", -9),
          Map.entry("akdt", -8),
          Map.entry("hst", -10),
          Map.entry("bst", 1),
          Map.entry("cet", 1),
          Map.entry("met", 1),
          Map.entry("mez", 1),
          Map.entry("cest", 2),
          Map.entry("mest", 2),
          Map.entry("mesz", 2),
          Map.entry("eet", 2),
          Map.entry("eest", 3),
          Map.entry("msk", 3),
          Map.entry("jst", 9),
          Map.entry("kst", 9),
          Map.entry("aest", 10),
          Map.entry("aedt", 11),
          Map.entry("nzst", 12),
          Map.entry("nzdt", 13));
  // Not Croatian: its "listopad" is October, the Polish and Czech one is November.
  private static final Map<String, Integer> MONTHS =
      months(
          "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sv", "da", "nb", "fi", "hu", "ro",
          "tr", "el", "ru", "uk", "bg", "ca", "id");

  private FeedDates() {}

  /**
   * The moment a date means; without a zone it is read as UTC, without a time as midnight.
   *
   * @return null when it is blank, not understood, before 1995 or more than 24 hours after now
   */
  static Instant read(String written, Instant now) {
    String text = written == null ? "" : written.strip();
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    try {
      Matcher epoch = EPOCH.matcher(text);
      Instant found =
          epoch.matches() ? Instant.ofEpochSecond(Long.parseLong(epoch.group(1))) : date(text);
      return believable(found, now);
    } catch (DateTimeException | ArithmeticException noDate) {
      return null;
    }
  }

  /** The same moment, or null when no article can be from then. */
  static Instant believable(Instant moment, Instant now) {
    boolean good =
        moment != null
            && !moment.isBefore(EARLIEST)
            && !moment.isAfter(now.plus(Duration.ofHours(24)));
    return good ? moment : null;
  }

  private static Instant date(String text) {
    Matcher time = TIME.matcher(text);
    boolean timed = time.find();
    String day = timed ? text.substring(0, time.start()) + " " : text;
    String rest = timed ? text.substring(time.end()) : "";
    Matcher numbers = NUMBERS.matcher(day.strip());
    int[] ymd =
        numbers.lookingAt() ? fromNumbers(numbers) : fromWords(day + " " + withoutZone(rest));
    if (ymd.length == 0) {
      return null;
    }
    LocalDateTime start = LocalDateTime.of(ymd[0], ymd[1], ymd[2], 0, 0);
    LocalDateTime moment = timed ? start.plusSeconds(secondOfDay(time)) : start;
    return moment.minusMinutes(offsetMinutes(rest)).toInstant(ZoneOffset.UTC);
  }

  private static int[] fromNumbers(Matcher m) {
    String month = m.group(2) == null ? m.group(4) : m.group(2);
    String day = m.group(3) == null ? m.group(5) : m.group(3);
    return new int[] {number(m.group(1), 1), number(month, 1), number(day, 1)};
  }

  private static int[] fromWords(String text) {
    int month = 0;
    int day = 0;
    int year = -1;
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      String word = plain(words.group());
      if (!Character.isDigit(word.charAt(0))) {
        month = MONTHS.getOrDefault(word, month);
      } else if (day == 0 && word.length() <= 2) {
        day = number(word, 0);
      } else if (year < 0 && (word.length() == 4 || word.length() == 2)) {
        year = number(word, -1);
      }
    }
    int century = year >= 100 ? 0 : year < 70 ? 2000 : 1900;
    return month == 0 || day == 0 || year < 0 ? new int[0] : new int[] {year + century, month, day};
  }

  private static long secondOfDay(Matcher time) {
    int hour = number(time.group(1), 0);
    if (time.group(4) != null) {
      hour = hour % 12 + (Character.toLowerCase(time.group(4).charAt(0)) == 'p' ? 12 : 0);
    }
    return Duration.ofHours(Math.min(hour, 24))
        .plusMinutes(number(time.group(2), 0))
        .plusSeconds(Math.min(number(time.group(3), 0), 59))
        .toSeconds();
  }

  /** asctime puts the year behind the zone; an offset must not be taken for it. */
  private static String withoutZone(String rest) {
    return OFFSET.matcher(rest).replaceAll(" ");
  }

  private static int offsetMinutes(String rest) {
    Matcher offset = OFFSET.matcher(rest);
    if (offset.find()) {
      int minutes = number(offset.group(2), 0) * 60 + number(offset.group(3), 0);
      return offset.group(1).equals("-") ? -minutes : minutes;
    }
    Matcher zone = WORD.matcher(rest);
    return zone.find() ? 60 * ZONE_HOURS.getOrDefault(plain(zone.group()), 0) : 0;
  }

  private static int number(String digits, int absent) {
    return digits == null ? absent : Integer.parseInt(digits);
  }

  private static Map<String, Integer> months(String... languages) {
    Map<String, Integer> months = new HashMap<>();
    for (String language : languages) {
      Locale locale = Locale.forLanguageTag(language);
      for (Month month : Month.values()) {
        for (TextStyle style :
            List.of(
                TextStyle.FULL,
                TextStyle.FULL_STANDALONE,
                TextStyle.SHORT,
                TextStyle.SHORT_STANDALONE)) {
          String name = plain(month.getDisplayName(style, locale));
          if (!name.isEmpty() && !Character.isDigit(name.charAt(0))) {
            months.putIfAbsent(name, month.getValue());
          }
        }
      }
    }
    months.put("sept", 9);
    months.put("maerz", 3);
    return Map.copyOf(months);
  }

  /** In small letters, without accents and dots. */
  private static String plain(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFD)
        .replaceAll("\\p{M}|\\.", "")
        .toLowerCase(Locale.ROOT);
  }
}
