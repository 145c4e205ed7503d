package dev.newsreel.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Ids and descriptions: what the canvas shows instead of code. */
final class NameRules {

  private static final int MAX_DESCRIPTION = 40;
  private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern GENERATED = Pattern.compile("[A-Za-z]+\\d+|.*-\\d+");
  private static final Pattern SECOND_AND = Pattern.compile("\\band\\b.*\\band\\b");

  private NameRules() {}

  static void addTo(Map<String, RouteRules.Rule> rules) {
    rules.put("routes-described", NameRules::routesDescribed);
    rules.put("one-purpose", NameRules::onePurpose);
    rules.put("steps-described", NameRules::stepsDescribed);
    rules.put("short-descriptions", NameRules::shortDescriptions);
    rules.put("kebab-case-ids", NameRules::kebabCaseIds);
    rules.put("chosen-ids", NameRules::chosenIds);
    rules.put("unique-ids", NameRules::uniqueIds);
  }

  private static List<Finding> routesDescribed(RouteFile file, RouteSet all) {
    return file.entries("route").stream()
        .flatMap(
            route ->
                missing(route).stream()
                    .map(key -> Finding.inRoute(Yaml.text(route, "id"), "route without " + key)))
        .toList();
  }

  private static List<Finding> onePurpose(RouteFile file, RouteSet all) {
    return file.entries("route").stream()
        .filter(route -> SECOND_AND.matcher(Yaml.text(route, "description")).find())
        .map(r -> Finding.inRoute(Yaml.text(r, "id"), "a second 'and': this is two routes"))
        .toList();
  }

  private static List<Finding> stepsDescribed(RouteFile file, RouteSet all) {
    return RouteStep.of(file).stream()
        .flatMap(s -> missing(s.map()).stream().map(k -> Finding.in(s, s.kind() + " without " + k)))
        .toList();
  }

  private static List<Finding> shortDescriptions(RouteFile file, RouteSet all) {
    List<Finding> found = new ArrayList<>();
    for (RouteStep step : RouteStep.of(file)) {
      int length = Yaml.text(step.map(), "description").length();
      if (length > MAX_DESCRIPTION) {
        String limit = " characters, at most " + MAX_DESCRIPTION + "; more goes into 'note'";
        found.add(Finding.in(step, "description has " + length + limit));
      }
    }
    return found;
  }

  private static List<Finding> kebabCaseIds(RouteFile file, RouteSet all) {
    return ids(file).stream()
        .filter(f -> !KEBAB.matcher(f.message()).matches())
        .map(f -> new Finding(f.route(), f.step(), "id '" + f.message() + "' is not kebab-case"))
        .toList();
  }

  private static List<Finding> chosenIds(RouteFile file, RouteSet all) {
    return ids(file).stream()
        .filter(f -> GENERATED.matcher(f.message()).matches())
        .map(f -> new Finding(f.route(), f.step(), "id '" + f.message() + "' looks generated"))
        .toList();
  }

  private static List<Finding> uniqueIds(RouteFile file, RouteSet all) {
    Map<String, Integer> uses = new LinkedHashMap<>();
    all.files().forEach(f -> ids(f).forEach(id -> uses.merge(id.message(), 1, Integer::sum)));
    return ids(file).stream()
        .filter(f -> uses.getOrDefault(f.message(), 0) > 1)
        .map(f -> new Finding(f.route(), f.step(), "id '" + f.message() + "' is used again"))
        .toList();
  }

  /** Every id of a file, as the message of a finding that says where it is. */
  private static List<Finding> ids(RouteFile file) {
    List<Finding> ids = new ArrayList<>();
    for (String kind : List.of("routeConfiguration", "route")) {
      file.entries(kind).stream()
          .map(entry -> Yaml.text(entry, "id"))
          .forEach(id -> ids.add(new Finding(id, "", id)));
    }
    RouteStep.of(file).forEach(s -> ids.add(new Finding(s.route(), s.id(), s.id())));
    ids.removeIf(id -> id.message().isEmpty());
    return ids;
  }

  private static List<String> missing(Map<String, Object> map) {
    return List.of("id", "description").stream().filter(k -> Yaml.text(map, k).isBlank()).toList();
  }
}
