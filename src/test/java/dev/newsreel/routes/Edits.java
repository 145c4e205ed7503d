package dev.newsreel.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Makes every edit of a kind that can be made to the project's routes. */
final class Edits {

  private final OwnRoutes routes = new OwnRoutes();
  private final List<Edit> all = new ArrayList<>();

  /**
   * One edit.
   *
   * @param name what was done, and to which step
   * @param file in which file
   * @param texts all files after it
   */
  record Edit(String name, String file, Map<String, String> texts) {
    @Override
    public String toString() {
      return file + ": " + name;
    }
  }

  /** Where a step stands: a place in a list. */
  record Spot(List<Object> list, int index) {

    YamlMap entry() {
      return (YamlMap) list.get(index);
    }

    String kind() {
      return entry().keySet().iterator().next();
    }

    YamlMap body() {
      return entry().map(kind());
    }

    String id() {
      return body().text("id");
    }
  }

  /** Makes the edit to each step in turn. */
  List<Edit> ofEachStep(String name, BiConsumer<Spot, List<Object>> edit) {
    for (String file : routes.texts().keySet()) {
      List<Spot> spots = spots(routes.tree(file));
      for (int i = 0; i < spots.size(); i++) {
        int number = i;
        String id = spots.get(i).id();
        add(
            name + " " + id,
            file,
            tree -> {
              Spot spot = spots(tree).get(number);
              edit.accept(spot, spot.list());
            });
      }
    }
    return all;
  }

  /** Makes the edit to each root entry of a kind in turn. */
  List<Edit> ofEach(String kind, String name, BiConsumer<List<Object>, Integer> edit) {
    for (String file : routes.texts().keySet()) {
      List<?> roots = (List<?>) routes.tree(file);
      for (int i = 0; i < roots.size(); i++) {
        YamlMap entry = (YamlMap) roots.get(i);
        int number = i;
        if (entry.containsKey(kind)) {
          add(
              name + " " + entry.map(kind).text("id"),
              file,
              tree -> edit.accept(list(tree), number));
        }
      }
    }
    return all;
  }

  /** Makes the edit to each option of each step and each beginning, by its place in the file. */
  List<Edit> ofEachOption(String name, BiConsumer<YamlMap, String> edit) {
    for (String file : routes.texts().keySet()) {
      List<Option> options = options(routes.tree(file));
      for (int i = 0; i < options.size(); i++) {
        int number = i;
        Option option = options.get(i);
        add(
            name + " " + option.path(),
            file,
            tree -> {
              Option here = options(tree).get(number);
              edit.accept(here.owner(), here.key());
            });
      }
    }
    return all;
  }

  private void add(String name, String file, Consumer<Object> edit) {
    all.add(new Edit(name.strip(), file, routes.edited(file, edit)));
  }

  /** One plain value and where it stands. */
  record Option(String path, YamlMap owner, String key) {}

  private static List<Option> options(Object tree) {
    List<Option> found = new ArrayList<>();
    collect("", tree, found);
    return found;
  }

  private static void collect(String path, Object value, List<Option> found) {
    if (value instanceof List<?> list) {
      list.forEach(inner -> collect(path, inner, found));
    } else if (value instanceof YamlMap map) {
      String here = map.containsKey("id") ? map.text("id") : path;
      map.forEach(
          (key, inner) -> {
            if (inner instanceof YamlMap || inner instanceof List) {
              collect(here + "." + key, inner, found);
            } else if (!List.of("id", "description", "note", "message").contains(key)) {
              found.add(new Option(here + "." + key, map, key));
            }
          });
    }
  }

  /** Returns a copy of something, with copies of all below it. */
  static Object copy(Object value) {
    if (value instanceof List<?> list) {
      return new ArrayList<>(list.stream().map(Edits::copy).toList());
    }
    if (!(value instanceof YamlMap map)) {
      return value;
    }
    YamlMap copy = new YamlMap(map.line());
    map.forEach((key, inner) -> copy.put(key, copy(inner)));
    return copy;
  }

  private static List<Spot> spots(Object tree) {
    List<Spot> found = new ArrayList<>();
    Values.maps(
        tree,
        map -> {
          if (map.get("steps") instanceof List<?>) {
            List<Object> list = list(map.get("steps"));
            for (int i = 0; i < list.size(); i++) {
              found.add(new Spot(list, i));
            }
          }
        });
    return found;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object value) {
    return (List<Object>) value;
  }
}
