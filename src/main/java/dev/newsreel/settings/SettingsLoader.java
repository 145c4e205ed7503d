package dev.newsreel.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Gathers the settings from the places where they may stand. */
public final class SettingsLoader {

  /** Where a value came from that was an environment variable. */
  static final String ENVIRONMENT = "the environment";

  private static final String FILE = "application.properties";
  private static final String PROPERTY = "a system property";

  private SettingsLoader() {}

  /**
   * Returns the settings in force, with those that this Java was started with ({@code
   * -Dport=9000}).
   *
   * @param directory the working directory, whose {@code application.properties} counts
   * @param environment environment variables
   * @throws BadSetting with all that is wrong, each by its name
   */
  public static Settings load(Path directory, Map<String, String> environment) {
    Map<String, String> given = new HashMap<>();
    for (Setting setting : Setting.all()) {
      String value = System.getProperty(setting.name());
      if (value != null) {
        given.put(setting.name(), value);
      }
    }
    return load(directory, environment, given);
  }

  /**
   * Returns the settings in force.
   *
   * @param directory the working directory, whose {@code application.properties} counts
   * @param environment environment variables
   * @param overrides values that count more than all others, by setting name
   * @throws BadSetting with all that is wrong, each by its name
   */
  public static Settings load(
      Path directory, Map<String, String> environment, Map<String, String> overrides) {
    Map<String, String> defaults;
    Map<String, String> values = new HashMap<>();
    Map<String, String> sources = new HashMap<>();
    try {
      defaults = inJar();
      values.putAll(defaults);
      Map<String, String> own = inFile(directory.resolve(FILE));
      values.putAll(own);
      own.keySet().forEach(name -> sources.put(name, FILE));
    } catch (IOException | IllegalArgumentException e) {
      throw new BadSetting(FILE + " cannot be read: " + e.getMessage());
    }
    for (Setting setting : Setting.all()) {
      String value = environment.get(setting.environmentName());
      if (value != null) {
        values.put(setting.name(), value);
        sources.put(setting.name(), ENVIRONMENT);
      }
    }
    values.putAll(overrides);
    overrides.keySet().forEach(name -> sources.put(name, PROPERTY));
    sources.keySet().removeIf(name -> values.get(name).trim().equals(defaults.get(name)));
    return Settings.of(values, sources);
  }

  private static Map<String, String> inJar() throws IOException {
    try (InputStream in = SettingsLoader.class.getResourceAsStream("/" + FILE)) {
      Properties properties = new Properties();
      properties.load(in);
      return asMap(properties);
    }
  }

  private static Map<String, String> inFile(Path file) throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
    }
    return asMap(properties);
  }

  private static Map<String, String> asMap(Properties properties) {
    Map<String, String> map = new HashMap<>();
    properties.stringPropertyNames().forEach(n -> map.put(n, properties.getProperty(n)));
    return map;
  }
}
