package dev.newsreel.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One box on the canvas: the start of a route, a step, or a branch of a step ({@code when}, {@code
 * otherwise}, {@code onFallback}, {@code doCatch}, {@code doFinally}, {@code onException}).
 *
 * @param route id of the route or route configuration it is in
 * @param kind its YAML key, such as {@code bean} or {@code from}
 * @param body what stands under that key; a map in the canonical form, else plain text
 */
record RouteStep(String route, String kind, Object body) {

  private static final Set<String> BRANCHES =
      Set.of("when", "otherwise", "onFallback", "doCatch", "doFinally");
  static final List<String> POLICIES =
      List.of(
          "onException", "onCompletion", "intercept", "interceptFrom", "interceptSendToEndpoint");

  /** Its id; empty when it has none. */
  String id() {
    return Yaml.text(map(), "id");
  }

  /** Its body as a map; empty when it is written in the short form. */
  Map<String, Object> map() {
    return Yaml.map(body);
  }

  /** Its body without the steps and branches inside, which are steps of their own. */
  Map<String, Object> own() {
    Map<String, Object> own = new LinkedHashMap<>(map());
    own.remove("steps");
    own.keySet().removeAll(BRANCHES);
    return own;
  }

  /** All boxes of a file: routes first, then route configurations, each in reading order. */
  static List<RouteStep> of(RouteFile file) {
    List<RouteStep> found = new ArrayList<>();
    for (Map<String, Object> route : file.entries("route")) {
      add(Yaml.text(route, "id"), "from", route.get("from"), found);
    }
    for (Map<String, Object> policy : file.entries("routeConfiguration")) {
      String id = Yaml.text(policy, "id");
      for (String kind : POLICIES) {
        Yaml.list(policy.get(kind)).forEach(e -> add(id, kind, Yaml.map(e).get(kind), found));
      }
    }
    return found;
  }

  private static void add(String route, String kind, Object body, List<RouteStep> found) {
    RouteStep step = new RouteStep(route, kind, body);
    found.add(step);
    Map<String, Object> map = step.map();
    for (Object inner : Yaml.list(map.get("steps"))) {
      if (inner instanceof Map) {
        Yaml.map(inner).forEach((innerKind, innerBody) -> add(route, innerKind, innerBody, found));
      } else {
        found.add(new RouteStep(route, String.valueOf(inner), inner));
      }
    }
    map.forEach((key, value) -> addBranch(route, key, value, found));
  }

  private static void addBranch(String route, String key, Object value, List<RouteStep> found) {
    if (!BRANCHES.contains(key)) {
      return;
    }
    if (value instanceof List<?> list) {
      list.forEach(branch -> add(route, key, branch, found));
    } else {
      add(route, key, value, found);
    }
  }
}
