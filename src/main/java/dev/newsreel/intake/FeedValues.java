package dev.newsreel.intake;

import dev.newsreel.settings.Durations;
import dev.newsreel.wire.AddressRefused;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The values of one feed's declaration while they are read; what is wrong is collected. */
final class FeedValues {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Map<String, String> values;
  private final List<String> faults;

  FeedValues(Map<String, String> values, List<String> faults) {
    this.values = values;
    this.faults = faults;
  }

  void bad(String property, String why) {
    faults.add(property + " " + why);
  }

  boolean has(String property) {
    return values.containsKey(property);
  }

  /** Returns the value; null when it is not given, or is bad. */
  String text(String property, int most) {
    String value = values.get(property);
    if (value != null && (value.isBlank() || value.length() > most)) {
      bad(property, value.isBlank() ? "is empty" : "is longer than " + most + " characters");
      return null;
    }
    return value == null ? null : value.strip();
  }

  String matching(String property, String pattern, String what) {
    String value = text(property, 200);
    if (value != null && !value.matches(pattern)) {
      bad(property, "is '" + value + "', not " + what);
      return null;
    }
    return value;
  }

  String offered(String property, Function<String, Optional<String>> refusal) {
    String value = text(property, 200);
    Optional<String> why = value == null ? Optional.empty() : refusal.apply(value);
    why.ifPresent(reason -> bad(property, "'" + value + "' " + reason));
    return value;
  }

  String oneOf(String property, Collection<String> choice) {
    String value = text(property, 200);
    if (value != null && !choice.contains(value)) {
      bad(property, "is '" + value + "', not one of " + String.join(", ", choice));
      return null;
    }
    return value;
  }

  URI address(FeedRules rules) {
    String value = text("url", 4000);
    if (value == null) {
      if (faults.stream().noneMatch(fault -> fault.startsWith("url "))) {
        bad("url", "is missing");
      }
      return null;
    }
    try {
      return rules.addresses().check(value);
    } catch (AddressRefused e) {
      bad("url", "cannot be used: " + e.detail().replaceFirst("\\.$", ""));
      return null;
    }
  }

  ZoneId zone() {
    String value = text("zone", 60);
    try {
      return value == null || value.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(value);
    } catch (DateTimeException e) {
      bad("zone", "is '" + value + "', not a time zone such as Europe/Berlin");
      return ZoneOffset.UTC;
    }
  }

  Duration period(String property, Duration least) {
    String value = text(property, 20);
    try {
      Duration period = value == null ? null : Durations.parse(value);
      if (period != null && period.compareTo(least) < 0) {
        bad(property, "is shorter than " + Durations.text(least));
        return null;
      }
      return period;
    } catch (IllegalArgumentException e) {
      bad(property, "is '" + value + "', " + e.getMessage());
      return null;
    }
  }

  /** Returns the schedule; null when it is bad. */
  Schedule schedule(ZoneId zone) {
    if (has("every") && has("cron")) {
      faults.add("every and cron are both given");
    }
    Duration jitter = period("jitter", Duration.ZERO);
    Cron cron = cron(zone);
    Duration every = has("every") ? period("every", SHORTEST) : Duration.ofMinutes(15);
    if (cron == null && (has("cron") || every == null)) {
      return null;
    }
    Schedule usual = cron == null ? Schedule.every(every) : Schedule.by(cron);
    if (jitter != null && jitter.compareTo(usual.period().dividedBy(3)) > 0) {
      bad("jitter", "is longer than a third of the time between two polls");
    }
    return jitter == null ? usual : usual.within(jitter);
  }

  private Cron cron(ZoneId zone) {
    String value = text("cron", 200);
    try {
      return value == null ? null : Cron.of(value, zone);
    } catch (IllegalArgumentException e) {
      bad("cron", "is '" + value + "': " + e.getMessage());
      return null;
    }
  }

  /** Returns how many of the newest entries count at first. */
  int firstRun() {
    String rule = matching("first-run", "all|none|newest \\d{1,4}", "all, none or newest <number>");
    if (rule == null) {
      return Feed.USUAL_FIRST_RUN;
    }
    return switch (rule) {
      case "all" -> Integer.MAX_VALUE;
      case "none" -> 0;
      default -> Integer.parseInt(rule.substring("newest ".length()));
    };
  }

  /** Returns the daily limit; null when there is none. */
  Integer dailyLimit() {
    String value = matching("daily-limit", "[1-9]\\d{0,4}", "a whole number from 1 to 99999");
    return value == null ? null : Integer.valueOf(value);
  }

  /** Returns what may be spent on a day, US dollars; null when nothing is said. */
  BigDecimal dailyUsd() {
    String value = matching("daily-usd", "\\d{1,7}(\\.\\d{1,8})?", "an amount such as 12.50");
    return value == null ? null : new BigDecimal(value);
  }
}
