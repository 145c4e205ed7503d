package dev.newsreel.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The defaults, and what a test wants otherwise. */
public final class TestSettings {

  private TestSettings() {}

  /** Returns the defaults with some changed: name, value, name, value and so on. */
  public static Settings with(String... namesAndValues) {
    Map<String, String> changed = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      changed.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return SettingsLoader.load(Path.of("target", "no-such-directory"), Map.of(), changed);
  }
}
