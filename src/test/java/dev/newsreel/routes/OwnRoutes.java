package dev.newsreel.routes;

import dev.newsreel.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/** The project's routes, to be spoilt. */
final class OwnRoutes {

  private final Map<String, String> texts = RouteTexts.in(Path.of("routes"), new ArrayList<>());

  static Set<String> settings() {
    return SettingsLoader.load(Path.of(""), Map.of(), Map.of()).values().keySet();
  }

  /** Returns what the files say, by name. */
  Map<String, String> texts() {
    return new TreeMap<>(texts);
  }

  /** Returns them with another text for one file. */
  Map<String, String> with(String file, String text) {
    Map<String, String> changed = texts();
    changed.put(file, text);
    return changed;
  }

  /** Returns them without one file. */
  Map<String, String> without(String file) {
    Map<String, String> changed = texts();
    changed.remove(file);
    return changed;
  }

  /** Returns one file as it is understood. */
  Object tree(String file) {
    try {
      return YamlReader.read(texts.get(file));
    } catch (BadYaml e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns them with one file spoilt. */
  Map<String, String> edited(String file, Consumer<Object> edit) {
    Object tree = tree(file);
    edit.accept(tree);
    return with(file, new Dump(DumpSettings.builder().build()).dumpToString(tree));
  }
}
