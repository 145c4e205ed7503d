package dev.newsreel.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What may stand at the root of a route file, in which order, and how much of it. */
final class ShapeRules {

  private static final int MAX_LINES = 150;
  private static final int MAX_ROUTES = 3;
  private static final int MAX_STEPS = 7;
  static final String FEEDS = "feeds.camel.yaml";
  private static final List<String> ROOT_ORDER = List.of("routeConfiguration", "route", "beans");
  private static final Set<String> TEMPLATES = Set.of("routeTemplate", "templatedRoute");
  private static final Pattern FILE_NAME =
      Pattern.compile("feeds\\.camel\\.yaml|\\d-[a-z]+(-[a-z]+)*\\.camel\\.yaml");

  private ShapeRules() {}

  static void addTo(Map<String, RouteRules.Rule> rules) {
    rules.put("readable", ShapeRules::readable);
    rules.put("file-name", ShapeRules::fileName);
    rules.put("root-kinds", ShapeRules::rootKinds);
    rules.put("no-route-templates", ShapeRules::noRouteTemplates);
    rules.put("root-order", ShapeRules::rootOrder);
    rules.put("line-count", ShapeRules::lineCount);
    rules.put("route-count", ShapeRules::routeCount);
    rules.put("step-count", ShapeRules::stepCount);
    rules.put("comments-on-top", ShapeRules::commentsOnTop);
  }

  private static List<Finding> readable(RouteFile file, RouteSet all) {
    return file.problem().map(Finding::inFile).stream().toList();
  }

  private static List<Finding> fileName(RouteFile file, RouteSet all) {
    return FILE_NAME.matcher(file.name()).matches()
        ? List.of()
        : List.of(Finding.inFile("name it <digit>-<stage>.camel.yaml"));
  }

  private static List<Finding> rootKinds(RouteFile file, RouteSet all) {
    List<String> allowed = file.name().equals(FEEDS) ? List.of("beans") : ROOT_ORDER;
    return kinds(file).stream()
        .filter(kind -> !allowed.contains(kind) && !TEMPLATES.contains(kind))
        .map(kind -> Finding.inFile("'- " + kind + ":' at the root; allowed here: " + allowed))
        .toList();
  }

  private static List<Finding> noRouteTemplates(RouteFile file, RouteSet all) {
    return kinds(file).stream()
        .filter(TEMPLATES::contains)
        .map(kind -> Finding.inFile("'" + kind + "': Kaoto does not draw templates"))
        .toList();
  }

  private static List<Finding> rootOrder(RouteFile file, RouteSet all) {
    List<Finding> found = new ArrayList<>();
    int last = 0;
    for (String kind : kinds(file)) {
      int place = ROOT_ORDER.indexOf(kind);
      if (place >= 0 && place < last) {
        found.add(Finding.inFile(kind + " comes too late; the order is " + ROOT_ORDER));
      }
      last = Math.max(last, place);
    }
    return found;
  }

  private static List<Finding> lineCount(RouteFile file, RouteSet all) {
    return atMost(MAX_LINES, file.lineCount(), "lines", "");
  }

  private static List<Finding> routeCount(RouteFile file, RouteSet all) {
    return atMost(MAX_ROUTES, file.entries("route").size(), "routes", "");
  }

  // A branch is read on its own, so each list of steps may have seven: the route's own list
  // counts without what is nested in it, and each nested list counts for itself.
  private static List<Finding> stepCount(RouteFile file, RouteSet all) {
    List<Finding> found = new ArrayList<>();
    for (RouteStep step : RouteStep.of(file)) {
      int count = Yaml.list(step.map().get("steps")).size();
      if (count > MAX_STEPS) {
        found.add(Finding.in(step, count + " steps in one list, at most " + MAX_STEPS));
      }
    }
    return found;
  }

  private static List<Finding> commentsOnTop(RouteFile file, RouteSet all) {
    return file.lateComments().stream()
        .map(line -> Finding.inFile("comment in line " + line + ": Kaoto drops it, use 'note'"))
        .toList();
  }

  private static List<Finding> atMost(int limit, int count, String what, String route) {
    return count <= limit
        ? List.of()
        : List.of(Finding.inRoute(route, count + " " + what + ", at most " + limit));
  }

  private static List<String> kinds(RouteFile file) {
    return file.root().stream().flatMap(e -> kindsOf(e).stream()).toList();
  }

  private static List<String> kindsOf(Object entry) {
    Set<String> keys = Yaml.map(entry).keySet();
    return keys.isEmpty() ? List.of(String.valueOf(entry)) : List.copyOf(keys);
  }
}
