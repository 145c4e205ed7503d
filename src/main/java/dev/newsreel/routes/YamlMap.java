package dev.newsreel.routes;

import java.util.LinkedHashMap;
import java.util.List;

/** A mapping of a YAML file that knows its line. Two are equal when they say the same. */
final class YamlMap extends LinkedHashMap<String, Object> {
  private static final long serialVersionUID = 1L;

  private final int line;

  YamlMap(int line) {
    this.line = line;
  }

  /** Returns where it begins, counted from 1. */
  int line() {
    return line;
  }

  /** Returns the value as text; empty when there is none. */
  String text(String key) {
    Object value = get(key);
    return value == null ? "" : String.valueOf(value).strip();
  }

  /** Returns the mapping below a key; an empty one when there is none. */
  YamlMap map(String key) {
    return get(key) instanceof YamlMap map ? map : new YamlMap(line);
  }

  /** Returns the mappings in the list below a key; what is something else is left out. */
  List<YamlMap> maps(String key) {
    return get(key) instanceof List<?> list ? mapsIn(list) : List.of();
  }

  static List<YamlMap> mapsIn(List<?> list) {
    return list.stream().filter(YamlMap.class::isInstance).map(YamlMap.class::cast).toList();
  }
}
