package dev.newsreel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What a reader of a diagram wants to know of a route.
 *
 * @param scheme what it begins with, such as {@code redis-stream}
 * @param begin the name of its queue, or its own name when others call it; empty for a timer
 * @param calls the names of the {@code direct} routes that it calls
 */
record RouteShape(String scheme, String begin, TreeSet<String> calls) {

  /** Reads all routes of a folder. */
  static List<RouteShape> in(Path folder) throws IOException {
    List<RouteShape> shapes = new ArrayList<>();
    for (Path file : ProjectRoutes.filesIn(folder, ".camel.yaml")) {
      Object root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      maps(root, "route").forEach(route -> shapes.add(of(route)));
    }
    return shapes;
  }

  private static RouteShape of(Map<?, ?> route) {
    Map<?, ?> from = (Map<?, ?>) route.get("from");
    TreeSet<String> calls = new TreeSet<>();
    maps(from.get("steps"), "to")
        .filter(to -> "direct".equals(to.get("uri")))
        .map(RouteShape::name)
        .forEach(calls::add);
    return new RouteShape(String.valueOf(from.get("uri")), name(from), calls);
  }

  private static String name(Map<?, ?> end) {
    Object name = end.get("parameters") instanceof Map<?, ?> all ? all.get("name") : null;
    return name == null ? "" : name.toString();
  }

  /** All maps below, at any depth, that stand under this key. */
  private static Stream<Map<?, ?>> maps(Object value, String key) {
    if (value instanceof List<?> list) {
      return list.stream().flatMap(item -> maps(item, key));
    }
    if (!(value instanceof Map<?, ?> map)) {
      return Stream.empty();
    }
    Stream<Map<?, ?>> here =
        map.get(key) instanceof Map<?, ?> found ? Stream.of(found) : Stream.empty();
    return Stream.concat(here, map.values().stream().flatMap(item -> maps(item, key)));
  }
}
