package dev.newsreel.routes;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What differs between two flows.
 *
 * @param gone the routes that end: those that were taken out, and the old ones of those that
 *     changed
 * @param come the routes that begin: those that are new, and the new ones of those that changed
 * @param sources the queues and timers whose work passes through a route that ends, by route id
 */
record RouteChange(List<FlowRoute> gone, List<FlowRoute> come, Set<String> sources) {

  static RouteChange between(Flow before, Flow after) {
    Map<String, FlowRoute> old = byId(before);
    Map<String, FlowRoute> now = byId(after);
    List<FlowRoute> gone =
        old.values().stream().filter(route -> differs(route, now.get(route.id()))).toList();
    List<FlowRoute> come =
        now.values().stream().filter(route -> differs(route, old.get(route.id()))).toList();
    return new RouteChange(gone, come, sources(before, gone));
  }

  private static Map<String, FlowRoute> byId(Flow flow) {
    Map<String, FlowRoute> byId = new LinkedHashMap<>();
    flow.routes().forEach(route -> byId.put(route.id(), route));
    return byId;
  }

  // A route that only stands in another file, or on another line, is the same.
  private static boolean differs(FlowRoute route, FlowRoute other) {
    return other == null || !route.map().equals(other.map());
  }

  private static Set<String> sources(Flow flow, List<FlowRoute> gone) {
    Set<FlowRoute> touched = new LinkedHashSet<>(gone);
    boolean grows = true;
    while (grows) {
      grows =
          touched.addAll(flow.routes().stream().filter(route -> calls(route, touched)).toList());
    }
    Set<String> sources = new LinkedHashSet<>();
    touched.stream().filter(route -> !isDirect(route)).forEach(route -> sources.add(route.id()));
    return sources;
  }

  private static boolean calls(FlowRoute route, Set<FlowRoute> others) {
    List<String> called =
        route.steps().stream()
            .flatMap(step -> step.withAll().stream())
            .map(step -> Event.of(step).name())
            .toList();
    return others.stream().anyMatch(other -> called.contains(other.source()));
  }

  /** Returns whether a route is begun by others. */
  static boolean isDirect(FlowRoute route) {
    return route.source().startsWith("direct ");
  }

  boolean isEmpty() {
    return gone.isEmpty() && come.isEmpty();
  }
}
