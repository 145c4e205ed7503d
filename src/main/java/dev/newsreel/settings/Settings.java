package dev.newsreel.settings;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings in force, each checked against the table in {@link Setting}. A value comes from the
 * first of these that has it: system property, environment ({@code heygen.api-key} is {@code
 * HEYGEN_API_KEY}), {@code application.properties} in the working directory, the one in the jar.
 */
public final class Settings {

  private final Map<String, String> values;
  private final Map<String, String> sources;

  private Settings(Map<String, String> values, Map<String, String> sources) {
    this.values = values;
    this.sources = sources;
  }

  /**
   * Checks values.
   *
   * @param values every setting of the table, by name; names that begin with {@code camel.} belong
   *     to Camel and are passed through
   * @throws BadSetting with all that is wrong, each by its name
   */
  public static Settings of(Map<String, String> values) {
    return of(values, Map.of());
  }

  /**
   * Checks values and tells where a bad one stands.
   *
   * @param sources where the values come from that are not the defaults, by name
   * @throws BadSetting see {@link #of(Map)}
   */
  static Settings of(Map<String, String> values, Map<String, String> sources) {
    List<String> problems = new ArrayList<>();
    Map<String, String> checked = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          Setting setting = Setting.named(name);
          if (setting == null && !name.startsWith("camel.")) {
            problems.add(
                name + " is not a setting" + Setting.suggestion(name) + from(sources, name));
          } else {
            if (setting != null) {
              setting.problem(value.trim()).ifPresent(p -> problems.add(p + from(sources, name)));
            }
            checked.put(name, value.trim());
          }
        });
    Setting.all().stream()
        .filter(s -> !values.containsKey(s.name()))
        .forEach(s -> problems.add(s.name() + " is missing"));
    if (!problems.isEmpty()) {
      throw new BadSetting(problems);
    }
    return new Settings(checked, Map.copyOf(sources));
  }

  private static String from(Map<String, String> sources, String name) {
    return sources.containsKey(name) ? " (from " + sources.get(name) + ")" : "";
  }

  /** Returns these settings with one changed, unchecked, as the start works them out. */
  public Settings with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(values);
    changed.put(name, value);
    return new Settings(changed, sources);
  }

  /** Returns where those values come from that are not the defaults, by name. */
  Map<String, String> sources() {
    return sources;
  }

  /** Returns all values by name. */
  public Map<String, String> values() {
    return Map.copyOf(values);
  }

  /** Returns a text; empty when it is not set. */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("No setting is called " + name);
    }
    return value;
  }

  /** Returns a text, or null when it is empty. */
  public String textOrNull(String name) {
    return text(name).isEmpty() ? null : text(name);
  }

  /** Returns whether something is set. */
  public boolean has(String name) {
    return !text(name).isEmpty();
  }

  /** Returns a whole number. */
  public int number(String name) {
    return Integer.parseInt(text(name));
  }

  /** Returns an exact decimal number. */
  public BigDecimal decimal(String name) {
    return new BigDecimal(text(name));
  }

  /** Returns a period. */
  public Duration duration(String name) {
    return Durations.parse(text(name));
  }

  /** Returns a rate of calls. */
  public Rate rate(String name) {
    return Rate.parse(text(name));
  }

  /** Returns a switch. */
  public boolean flag(String name) {
    return Boolean.parseBoolean(text(name));
  }

  /** Returns an address. */
  public URI uri(String name) {
    return URI.create(text(name));
  }
}
