package dev.newsreel.routes;

import java.util.List;
import java.util.function.BiConsumer;

/** Walks through all that is written below something. */
final class Values {

  private Values() {}

  /** Tells each mapping below, the one given first. */
  static void maps(Object value, java.util.function.Consumer<YamlMap> each) {
    if (value instanceof YamlMap map) {
      each.accept(map);
      map.values().forEach(inner -> maps(inner, each));
    } else if (value instanceof List<?> list) {
      list.forEach(inner -> maps(inner, each));
    }
  }

  /** Tells each text and number below, with its key. */
  static void plain(YamlMap map, BiConsumer<String, String> each) {
    map.forEach((key, value) -> plain(key, value, each));
  }

  private static void plain(String key, Object value, BiConsumer<String, String> each) {
    if (value instanceof YamlMap map) {
      plain(map, each);
    } else if (value instanceof List<?> list) {
      list.forEach(inner -> plain(key, inner, each));
    } else if (value != null) {
      each.accept(key, String.valueOf(value));
    }
  }
}
