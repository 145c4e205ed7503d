package dev.newsreel.limits;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer's headers say about rates. Submagic: {@code X-RateLimit-Limit}, {@code -Remaining}
 * and {@code -Reset} in unix seconds (docs.submagic.co/rate-limits). OpenAI: {@code
 * x-ratelimit-{limit,remaining,reset}-{requests,tokens}}, whose reset is a duration such as {@code
 * 12ms} or {@code 6m0s} after which all is free again
 * (developers.openai.com/docs/guides/rate-limits). Both read 2026-11-22. What cannot be read is
 * ignored.
 */
final class RateHeaders {

  private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");
  private static final Duration MOST = Duration.ofDays(1);
  private static final List<String> NOTHING = List.of("", "", "", "");

  private RateHeaders() {}

  /**
   * Returns limit, used, end in ms and kind for calls and then for tokens; empty where not told.
   */
  static List<String> read(Map<String, Object> headers, Instant now) {
    Map<String, String> answer = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, value) -> {
          if (name.length() == 4 || name.regionMatches(true, 0, "x-rate", 0, 6)) {
            answer.put(name, String.valueOf(value));
          }
        });
    List<String> all = new ArrayList<>(window(answer, now));
    if (all.equals(NOTHING)) {
      all = new ArrayList<>(refill(answer, "requests", now));
    }
    all.addAll(refill(answer, "tokens", now));
    return all;
  }

  /** Returns whether headers say anything. */
  static boolean tell(List<String> told) {
    return told.stream().anyMatch(t -> !t.isEmpty());
  }

  private static List<String> window(Map<String, String> answer, Instant now) {
    long reset = number(answer, "X-RateLimit-Reset");
    if (reset <= 0) {
      return NOTHING;
    }
    // The provider's clock says when its window ends; its whole seconds may be up to one early.
    Instant theirs = date(answer);
    Instant end = Instant.ofEpochSecond(Math.min(reset, Integer.MAX_VALUE * 2L));
    Duration left = Duration.between(theirs == null ? now : theirs, end);
    return told(
        answer, "X-RateLimit-Limit", "X-RateLimit-Remaining", now.plus(left).plusMillis(50));
  }

  private static List<String> told(
      Map<String, String> answer, String limit, String remaining, Instant end) {
    long most = number(answer, limit);
    long left = number(answer, remaining);
    boolean sound = most > 0 && left >= 0 && left <= most;
    return sound
        ? List.of(
            Long.toString(most),
            Long.toString(most - left),
            Long.toString(end.toEpochMilli()),
            "window")
        : NOTHING;
  }

  private static List<String> refill(Map<String, String> answer, String what, Instant now) {
    Duration reset = duration(answer.get("x-ratelimit-reset-" + what));
    if (reset == null) {
      return NOTHING;
    }
    List<String> told =
        told(answer, "x-ratelimit-limit-" + what, "x-ratelimit-remaining-" + what, now.plus(reset));
    return told.equals(NOTHING)
        ? NOTHING
        : List.of(told.get(0), told.get(1), told.get(2), "refill");
  }

  private static long number(Map<String, String> answer, String name) {
    String text = answer.get(name);
    return text != null && text.trim().matches("\\d{1,15}") ? Long.parseLong(text.trim()) : -1;
  }

  private static Instant date(Map<String, String> answer) {
    try {
      String text = answer.get("Date");
      return text == null
          ? null
          : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * Returns a duration such as {@code 1s}, {@code 6m0s} or {@code 1h2m3.5s}; null if it is none.
   */
  static Duration duration(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    Matcher part = PART.matcher(text.trim());
    double millis = 0;
    int end = 0;
    while (part.find() && part.start() == end) {
      end = part.end();
      millis += Double.parseDouble(part.group(1)) * unit(part.group(2));
    }
    boolean whole = end == text.trim().length();
    return whole
        ? Duration.ofMillis((long) Math.min((double) MOST.toMillis(), Math.ceil(millis)))
        : null;
  }

  private static double unit(String name) {
    return switch (name) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      default -> 86_400_000;
    };
  }
}
