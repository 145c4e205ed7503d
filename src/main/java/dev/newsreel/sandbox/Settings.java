package dev.newsreel.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Named settings as text, read as what they mean; remembers which names were asked for. */
final class Settings {
  private final Map<String, String> values;
  private final Set<String> asked = new TreeSet<>();

  Settings(Map<String, String> values) {
    this.values = values;
  }

  String text(String name, String fallback) {
    asked.add(name);
    String value = values.get(name);
    return value == null || value.isBlank() ? fallback : value.trim();
  }

  int whole(String name, int fallback) {
    return read(name, Integer.toString(fallback), "a whole number", Integer::valueOf);
  }

  /** Returns whole numbers by name, from a text like {@code a=1, b=2}. */
  Map<String, Integer> wholes(String name) {
    return read(name, "", "a list such as a=1, b=2", Settings::parseWholes);
  }

  private static Map<String, Integer> parseWholes(String text) {
    Map<String, Integer> numbers = new TreeMap<>();
    for (String one : text.split(",", -1)) {
      String[] parts = one.split("=", 2);
      if (parts.length == 2) {
        numbers.put(parts[0].trim(), Integer.valueOf(parts[1].trim()));
      } else if (!one.isBlank()) {
        throw new IllegalArgumentException("no number: " + one);
      }
    }
    return numbers;
  }

  double number(String name, double fallback) {
    return read(name, Double.toString(fallback), "a number", Double::valueOf);
  }

  Duration duration(String name, String fallback) {
    return read(name, fallback, "a duration such as 250ms, 6s or 10m", Settings::parseDuration);
  }

  /** Returns the path of that name, or null when it is not set. */
  Path path(String name) {
    String value = text(name, null);
    return value == null ? null : Path.of(value);
  }

  /**
   * @throws IllegalArgumentException when a name was given that nobody asked for
   */
  void refuseUnknown() {
    for (String name : values.keySet()) {
      if (!asked.contains(name)) {
        throw new IllegalArgumentException(
            "unknown sandbox option '" + name + "'; known are " + String.join(", ", asked));
      }
    }
  }

  /**
   * Returns the duration that a text like {@code 250ms}, {@code 6s}, {@code 10m}, {@code 1h},
   * {@code 7d}, {@code 0} or {@code PT6S} means.
   *
   * @throws IllegalArgumentException when it means none, or one below zero
   */
  static Duration parseDuration(String text) {
    String unit = text.replaceFirst("^[0-9]+", "");
    if (unit.length() == text.length()) {
      return parseIso(text);
    }
    long count = Long.parseLong(text.substring(0, text.length() - unit.length()));
    return switch (unit) {
      case "ms" -> Duration.ofMillis(count);
      case "s", "" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> throw new IllegalArgumentException("no duration: " + text);
    };
  }

  private static Duration parseIso(String text) {
    try {
      Duration parsed = Duration.parse(text);
      if (parsed.isNegative()) {
        throw new IllegalArgumentException("below zero: " + text);
      }
      return parsed;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("no duration: " + text, e);
    }
  }

  private <T> T read(String name, String fallback, String what, Function<String, T> parse) {
    String value = text(name, fallback);
    try {
      return parse.apply(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "sandbox option '" + name + "' must be " + what + ", not '" + value + "'", e);
    }
  }
}
