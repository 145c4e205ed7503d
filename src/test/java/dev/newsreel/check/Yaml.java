package dev.newsreel.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Reads untyped YAML values without caring whether the expected thing is there. */
final class Yaml {

  private Yaml() {}

  /** The value as a map with string keys; an empty map when it is not a map. */
  static Map<String, Object> map(Object value) {
    Map<String, Object> result = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> result.put(String.valueOf(key), item));
    }
    return result;
  }

  /** The value as a list; an empty list when it is not a list. */
  static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  /** The map's entry as text; empty when there is none. */
  static String text(Map<String, Object> map, String key) {
    Object value = map.get(key);
    return value == null || value instanceof Map || value instanceof List
        ? ""
        : String.valueOf(value);
  }

  /**
   * Calls the visitor with every map entry at any depth: the keys that lead to it, joined by dots,
   * and its value. A list repeats the path of its key.
   */
  static void walk(Object value, BiConsumer<String, Object> visitor) {
    walk("", value, visitor);
  }

  /** The last key of a path given by {@link #walk}. */
  static String lastKey(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static void walk(String path, Object value, BiConsumer<String, Object> visitor) {
    if (value instanceof List<?> list) {
      list.forEach(item -> walkItem(path, item, visitor));
    }
    map(value)
        .forEach(
            (key, item) -> {
              String inner = path.isEmpty() ? key : path + "." + key;
              visitor.accept(inner, item);
              walk(inner, item, visitor);
            });
  }

  private static void walkItem(String path, Object item, BiConsumer<String, Object> visitor) {
    if (!(item instanceof Map) && !(item instanceof List)) {
      visitor.accept(path, item);
    }
    walk(path, item, visitor);
  }
}
