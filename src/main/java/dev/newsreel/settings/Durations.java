package dev.newsreel.settings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Periods as people write them: {@code 500ms}, {@code 15s}, {@code 10m}, {@code 3h}, {@code 30d}.
 */
public final class Durations {

  private static final Pattern PERIOD = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

  private Durations() {}

  /**
   * Returns the period.
   *
   * @throws IllegalArgumentException when it is not a number with one of the units
   */
  public static Duration parse(String text) {
    Matcher matcher = PERIOD.matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a period such as 500ms, 15s, 10m, 3h or 30d");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /** Returns the period as people write it, in the largest unit that leaves no rest. */
  public static String text(Duration period) {
    long ms = period.toMillis();
    if (ms % 1000 != 0) {
      return ms + "ms";
    }
    long s = ms / 1000;
    if (s % 60 != 0 || s == 0) {
      return s + "s";
    }
    if (s % 3600 != 0) {
      return s / 60 + "m";
    }
    return s % 86400 == 0 ? s / 86400 + "d" : s / 3600 + "h";
  }
}
