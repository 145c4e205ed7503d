package dev.newsreel.intake;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One field of a cron expression.
 *
 * @param values the numbers that it holds
 * @param star whether it was written with a leading asterisk
 */
record CronField(SortedSet<Integer> values, boolean star) {

  private static final Pattern PART =
      Pattern.compile("(?:\\*|(\\w{1,3})(?:-(\\w{1,3}))?)(?:/(\\d{1,4}))?");

  /**
   * What a field may hold.
   *
   * @param name how the field is called in messages
   * @param names other words for the numbers from {@code least} on; may be empty
   */
  record Kind(String name, int least, int most, List<String> names) {}

  boolean holds(int value) {
    return values.contains(value);
  }

  /**
   * Reads a field.
   *
   * @throws IllegalArgumentException that names the field and what is wrong with it
   */
  static CronField of(String text, Kind kind) {
    SortedSet<Integer> values = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = PART.matcher(part);
      if (!matcher.matches()) {
        throw bad(kind, part, "is not understood");
      }
      add(values, matcher, kind);
    }
    return new CronField(values, text.startsWith("*"));
  }

  private static void add(SortedSet<Integer> values, Matcher part, Kind kind) {
    boolean single = part.group(1) != null && part.group(2) == null && part.group(3) == null;
    int from = part.group(1) == null ? kind.least() : number(part.group(1), kind);
    int to = part.group(2) == null ? (single ? from : kind.most()) : number(part.group(2), kind);
    int step = part.group(3) == null ? 1 : Integer.parseInt(part.group(3));
    if (from > to || step == 0) {
      throw bad(kind, part.group(), step == 0 ? "has the step 0" : "runs backwards");
    }
    for (int value = from; value <= to; value += step) {
      values.add(value);
    }
  }

  private static int number(String text, Kind kind) {
    int named = kind.names().indexOf(text.toLowerCase(Locale.ROOT));
    if (named >= 0) {
      return kind.least() + named;
    }
    if (!text.matches("\\d+")
        || Integer.parseInt(text) < kind.least()
        || Integer.parseInt(text) > kind.most()) {
      throw bad(kind, text, "is not from " + kind.least() + " to " + kind.most());
    }
    return Integer.parseInt(text);
  }

  private static IllegalArgumentException bad(Kind kind, String text, String why) {
    return new IllegalArgumentException("the " + kind.name() + " '" + text + "' " + why);
  }
}
