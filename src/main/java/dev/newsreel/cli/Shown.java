package dev.newsreel.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** How values of the API are written for people. */
final class Shown {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  // Valid in JSON, yet nothing that a terminal should get to see.
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n]]");

  private Shown() {}

  /** Returns a time in UTC, to the second; empty when there is none. */
  static String time(JsonNode time) {
    Instant instant = instant(time);
    return instant == null ? "" : TIME.format(instant);
  }

  /** Returns a time; null when there is none. */
  static Instant instant(JsonNode time) {
    try {
      return time.isTextual() ? Instant.parse(time.asText()) : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Returns an amount such as {@code 1.54}, to four places below a cent; empty when unknown. */
  static String usd(JsonNode amount) {
    if (!amount.isNumber()) {
      return "";
    }
    BigDecimal usd = amount.decimalValue();
    boolean tiny = usd.signum() > 0 && usd.compareTo(new BigDecimal("0.01")) < 0;
    return usd.setScale(tiny ? 4 : 2, RoundingMode.HALF_UP).toPlainString();
  }

  /** Returns a period such as {@code 1:05} or {@code 2:03:00}. */
  static String clock(Duration period) {
    long seconds = Math.max(0, period.toSeconds());
    String rest = "%02d".formatted(seconds % 60);
    long minutes = seconds / 60;
    return minutes < 60
        ? minutes + ":" + rest
        : minutes / 60 + ":" + "%02d".formatted(minutes % 60) + ":" + rest;
  }

  /** Returns JSON over several lines, with everything escaped that could steer a terminal. */
  static String json(JsonNode json) {
    try {
      String text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
      return CONTROLS
          .matcher(text)
          .replaceAll(
              found ->
                  found
                      .group()
                      .chars()
                      .mapToObj(c -> "\\\\u%04x".formatted(c))
                      .collect(java.util.stream.Collectors.joining()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
