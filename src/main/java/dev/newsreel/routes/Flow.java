package dev.newsreel.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All route files as one flow. */
final class Flow {

  private final List<FlowRoute> routes = new ArrayList<>();
  private final List<FlowRoute> policies = new ArrayList<>();
  private final List<FlowRoute> beans = new ArrayList<>();
  private final Map<String, FlowRoute> bySource = new LinkedHashMap<>();

  private final FilesRead files;

  private Flow(FilesRead files) {
    this.files = files;
  }

  /** Reads the files; what cannot be understood is a finding. */
  static Flow of(Map<String, String> texts, FilesRead files, List<Finding> found) {
    Flow flow = new Flow(files);
    texts.forEach((file, text) -> flow.read(file, text, found));
    return flow;
  }

  private void read(String file, String text, List<Finding> found) {
    try {
      Object root = files.read(file, text);
      if (root instanceof List<?> list && YamlMap.mapsIn(list).size() == list.size()) {
        YamlMap.mapsIn(list).forEach(entry -> add(file, entry, found));
      } else {
        String wrong = root == null ? "it is empty" : "it is no list of routes";
        found.add(Finding.inFile(file, 1, wrong, "It must be a list that begins with '- route:'"));
      }
    } catch (BadYaml e) {
      found.add(Finding.inFile(file, e.line(), e.getMessage(), "Put that line right"));
    }
  }

  private void add(String file, YamlMap entry, List<Finding> found) {
    for (String kind : entry.keySet()) {
      FlowRoute one = new FlowRoute(file, entry.map(kind));
      switch (kind) {
        case "route" -> addRoute(one, found);
        case "routeConfiguration" -> policies.add(one);
        case "beans" -> entry.maps(kind).forEach(b -> beans.add(new FlowRoute(file, b)));
        default ->
            found.add(
                Finding.inFile(
                    file,
                    entry.line(),
                    "'" + kind + "' at the top is not taken",
                    "Write '- route:', '- routeConfiguration:' or '- beans:'"));
      }
    }
  }

  private void addRoute(FlowRoute route, List<Finding> found) {
    routes.add(route);
    FlowRoute other = bySource.putIfAbsent(route.source(), route);
    if (other != null) {
      String wrong =
          "it begins at %s, and so does route %s in %s"
              .formatted(route.source(), other.id(), other.file());
      found.add(Finding.in(route, wrong, "Keep one of them"));
    }
  }

  /** Returns all routes, in the order of files. */
  List<FlowRoute> routes() {
    return routes;
  }

  /** Returns the route configurations. */
  List<FlowRoute> policies() {
    return policies;
  }

  /** Returns the entries of the beans sections. */
  List<FlowRoute> beans() {
    return beans;
  }

  /** Returns the route that begins there; null when there is none. */
  FlowRoute from(String source) {
    return bySource.get(source);
  }
}
