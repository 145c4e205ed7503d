package dev.newsreel.routes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds for every route and every step, whatever they do. */
final class RouteRules {

  private static final String POLICY = "error-handling";
  private static final String UNGUARDED = "direct park-job";
  private static final Set<String> ROUTE_KEYS =
      Set.of("id", "description", "note", "routeConfigurationId", "from", "streamCache");
  private static final Set<String> FROM_KEYS =
      Set.of("id", "description", "note", "uri", "parameters", "steps");

  private final Flow flow;
  private final List<Finding> found;
  private final Map<String, String> ids = new HashMap<>();

  RouteRules(Flow flow, List<Finding> found) {
    this.flow = flow;
    this.found = found;
  }

  void check() {
    flow.routes().forEach(this::check);
  }

  private void check(FlowRoute route) {
    id(route);
    errorPolicy(route);
    for (String key : route.map().keySet()) {
      if (!ROUTE_KEYS.contains(key)) {
        String wrong = "its option " + key + " could change when or how it runs";
        found.add(Finding.in(route, wrong, "Take it out"));
      }
    }
    route.from().keySet().stream()
        .filter(key -> !FROM_KEYS.contains(key))
        .map(key -> Finding.in(route, "its 'from' has " + key, "Take it out"))
        .forEach(found::add);
    uri(new Step(route, null, "from", route.from()));
    if (route.steps().isEmpty()) {
      found.add(Finding.in(route, "it has no steps", "Put them below 'from', under 'steps'"));
    }
    shape(route, route.from());
    route.steps().stream().flatMap(s -> s.withAll().stream()).forEach(this::check);
  }

  private void errorPolicy(FlowRoute route) {
    String policy = route.map().text("routeConfigurationId");
    if (route.source().equals(UNGUARDED)) {
      if (!policy.isEmpty()) {
        String wrong = "it has a routeConfigurationId, so its own failure would lead to it again";
        found.add(Finding.in(route, wrong, "Take that out"));
      }
    } else if (!policy.equals(POLICY)) {
      String wrong =
          "it has no routeConfigurationId: " + POLICY + ", so a failed job is not parked";
      found.add(Finding.in(route, wrong, "Write it below the route's description"));
    }
  }

  private void id(FlowRoute route) {
    if (route.id().isEmpty()) {
      found.add(Finding.in(route, "it has no id", "Give it one, such as tell-asker"));
    } else {
      String other = ids.putIfAbsent(route.id(), route.file());
      if (other != null) {
        found.add(Finding.in(route, "its id is used in " + other, "Give it another"));
      }
    }
  }

  // Of entries that are no mapping of one kind to its options Camel takes a part, or none.
  private void shape(FlowRoute route, YamlMap owner) {
    Object steps = owner.get("steps");
    List<?> entries = steps instanceof List<?> list ? list : new ArrayList<>();
    boolean broken = steps != null && !(steps instanceof List<?>);
    for (Object entry : entries) {
      boolean whole =
          entry instanceof YamlMap map
              && map.size() == 1
              && map.values().stream().allMatch(YamlMap.class::isInstance);
      if (!whole) {
        int line = entry instanceof YamlMap map ? map.line() : owner.line();
        found.add(
            new Finding(
                true,
                route.file(),
                line,
                route.id(),
                String.valueOf(entry instanceof YamlMap map ? map.keySet() : entry),
                "it is no step with its options below it",
                "Write '- kind:', and its options as a map below that"));
      }
    }
    if (broken) {
      found.add(Finding.in(route, "its steps are no list", "Begin each with a dash"));
    }
  }

  private void check(Step step) {
    shape(step.route(), step.body());
    for (String branch : List.of("doCatch", "when")) {
      step.body().maps(branch).forEach(part -> shape(step.route(), part));
    }
    uri(step);
    String disabled = step.body().text("disabled");
    if (!disabled.isEmpty() && !Set.of("true", "false").contains(disabled)) {
      String wrong = "whether it runs depends on " + disabled;
      found.add(Finding.in(step, wrong, "Take 'disabled' out"));
    }
    if (step.id().isEmpty() || step.body().text("description").isEmpty()) {
      String wrong = "it has no id or no description";
      found.add(Finding.in(step, wrong, "Kaoto and logs show them").advice());
    } else {
      String other = ids.putIfAbsent(step.id(), step.route().file());
      if (other != null) {
        found.add(Finding.in(step, "its id is used again, in " + other, "Give it another"));
      }
    }
  }

  private void uri(Step step) {
    String uri = step.body().text("uri");
    boolean needed = Set.of("from", "to").contains(step.kind());
    if ((needed || !uri.isEmpty()) && !uri.matches("[a-z][a-z0-9-]*")) {
      String wrong = "its uri is '" + uri + "'";
      found.add(Finding.in(step, wrong, "Write the scheme only; the rest goes under 'parameters'"));
    }
  }
}
