package dev.newsreel.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * One setting that exists.
 *
 * @param name such as {@code heygen.timeout}
 * @param kind what values it takes
 * @param about what it does, in one sentence
 */
public record Setting(String name, Kind kind, String about) {

  private static final List<Setting> ALL = readTable();
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|secret|token|key|credential).*");

  // The table is a resource so that it reads like one: name = kind | what it does.
  private static List<Setting> readTable() {
    List<Setting> table = new ArrayList<>();
    Properties properties = new OrderedProperties(table);
    try (InputStream in = Setting.class.getResourceAsStream("settings.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(table);
  }

  private static final class OrderedProperties extends Properties {
    private static final long serialVersionUID = 1L;
    private final transient List<Setting> table;

    OrderedProperties(List<Setting> table) {
      this.table = table;
    }

    @Override
    public synchronized Object put(Object key, Object value) {
      String[] parts = ((String) value).split("\\|", 2);
      table.add(new Setting((String) key, Kind.of(parts[0].trim()), parts[1].trim()));
      return super.put(key, value);
    }
  }

  /** Returns all settings, in the order in which they are explained. */
  public static List<Setting> all() {
    return ALL;
  }

  /** Returns the setting of this name; null when there is none. */
  public static Setting named(String name) {
    return ALL.stream().filter(s -> s.name.equals(name)).findFirst().orElse(null);
  }

  /** Returns the name of the environment variable that sets it. */
  public String environmentName() {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /**
   * Returns whether the value of this name must never be shown: that of a secret setting, or one of
   * Camel's that sounds like one.
   */
  public static boolean isSecret(String name) {
    Setting setting = named(name);
    return setting == null ? SECRET.matcher(name).matches() : setting.secret();
  }

  /** Returns whether its value must never be shown. */
  public boolean secret() {
    return kind.name().equals("secret");
  }

  /** Returns a sentence that names the setting and says what is wrong with the value. */
  Optional<String> problem(String value) {
    return kind.problem(value).map(p -> name + " (" + environmentName() + ") is " + p);
  }

  static String suggestion(String name) {
    String squeezed = name.replaceAll("[^a-z]", "");
    return ALL.stream()
        .filter(s -> s.name.replaceAll("[^a-z]", "").equals(squeezed))
        .findFirst()
        .map(s -> "; did you mean " + s.name + "?")
        .orElse("");
  }
}
