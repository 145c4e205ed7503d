package dev.newsreel.settings;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A setting that is not what it is by default, as it may be shown to everyone.
 *
 * @param name such as {@code heygen.timeout}
 * @param value what it is; of a secret only that there is one
 * @param source where that stands, such as {@code application.properties}
 */
public record OwnSetting(String name, String value, String source) {

  private static final int LONGEST = 200;

  /** Returns all of them, in the order in which they are explained, those of Camel last. */
  public static List<OwnSetting> of(Settings settings) {
    Map<String, String> sources = settings.sources();
    Secrets secrets = Secrets.of(settings);
    Stream<String> named = Setting.all().stream().map(Setting::name);
    Stream<String> camels = sources.keySet().stream().filter(n -> Setting.named(n) == null);
    return Stream.concat(named, camels.sorted())
        .filter(sources::containsKey)
        .map(n -> new OwnSetting(n, shown(n, settings.text(n), secrets), source(n, sources)))
        .toList();
  }

  private static String shown(String name, String value, Secrets secrets) {
    if (value.isEmpty()) {
      return "(empty)";
    }
    if (Setting.isSecret(name)) {
      return Secrets.HIDDEN;
    }
    String safe = secrets.hide(value);
    return safe.length() > LONGEST ? safe.substring(0, LONGEST) + "..." : safe;
  }

  private static String source(String name, Map<String, String> sources) {
    String source = sources.get(name);
    return source.equals(SettingsLoader.ENVIRONMENT)
        ? Setting.named(name).environmentName() + " in " + source
        : source;
  }

  /** Returns it in one line. */
  public String line() {
    return name + " = " + value + " (" + source + ")";
  }
}
