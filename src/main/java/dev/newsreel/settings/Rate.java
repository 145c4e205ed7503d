package dev.newsreel.settings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many calls may be made in a period, as people write it: {@code 30/h}, {@code 500/m}, {@code
 * 10/s}, {@code 1000/d}; {@code auto} leaves it to the provider.
 *
 * @param calls how many; 0 for {@code auto}
 * @param period in which time; zero for {@code auto}
 */
public record Rate(int calls, Duration period) {

  /** No number of ours: as many as the provider itself allows. */
  public static final Rate AUTO = new Rate(0, Duration.ZERO);

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*/\\s*(s|m|h|d)");

  /**
   * Reads a rate.
   *
   * @throws IllegalArgumentException when it is neither {@code auto} nor a number above 0 with a
   *     unit
   */
  public static Rate parse(String text) {
    if (text.trim().equals("auto")) {
      return AUTO;
    }
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
      throw new IllegalArgumentException("neither auto nor a rate such as 30/h, 500/m or 10/s");
    }
    return new Rate(Integer.parseInt(matcher.group(1)), Durations.parse("1" + matcher.group(2)));
  }
}
