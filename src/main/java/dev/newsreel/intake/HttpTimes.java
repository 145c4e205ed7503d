package dev.newsreel.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times that HTTP answers give: https://www.rfc-editor.org/rfc/rfc9111 and
 * https://www.rfc-editor.org/rfc/rfc9110 section 10.2.3, read 2026-11-25.
 */
final class HttpTimes {

  private static final Pattern MAX_AGE = Pattern.compile("(?:^|[\\s,])max-age=\"?(\\d{1,10})");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,10}");

  private HttpTimes() {}

  /**
   * Returns what {@code Retry-After} says.
   *
   * @param value seconds or a date; null when there is none
   * @return null when it says nothing that can be read; zero for a time that has passed
   */
  static Duration retryAfter(String value, Instant now) {
    if (value == null) {
      return null;
    }
    String text = value.strip();
    return SECONDS.matcher(text).matches()
        ? Duration.ofSeconds(Long.parseLong(text))
        : until(text, now);
  }

  /**
   * Returns how long an answer stays fresh, from {@code Cache-Control}, else from {@code Expires}.
   *
   * @return null when nothing says so; never negative
   */
  static Duration fresh(String cacheControl, String age, String expires, Instant now) {
    String rules = cacheControl == null ? "" : cacheControl.toLowerCase(Locale.ROOT);
    if (rules.contains("no-cache") || rules.contains("no-store")) {
      return null;
    }
    Matcher maxAge = MAX_AGE.matcher(rules);
    if (!maxAge.find()) {
      return expires == null ? null : until(expires.strip(), now);
    }
    boolean aged = age != null && SECONDS.matcher(age.strip()).matches();
    long spent = aged ? Long.parseLong(age.strip()) : 0;
    return Duration.ofSeconds(Math.max(0, Long.parseLong(maxAge.group(1)) - spent));
  }

  private static Duration until(String date, Instant now) {
    try {
      Instant time = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
      return time.isBefore(now) ? Duration.ZERO : Duration.between(now, time);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
