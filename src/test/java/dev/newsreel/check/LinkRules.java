package dev.newsreel.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in a route file that must exist somewhere else. */
final class LinkRules {

  private static final String POLICY = "error-handling";
  private static final String UNGUARDED = "park-job";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
  private static final Pattern DIRECT = Pattern.compile("direct:(?://)?([\\w.-]+).*");
  private static final Pattern HASH = Pattern.compile("#(bean:)?([A-Za-z][\\w.-]*)");
  private static final Set<String> BEAN_KEYS =
      Set.of(
          "ref",
          "aggregationRepository",
          "aggregationStrategy",
          "idempotentRepository",
          "executorService",
          "configuration",
          "onPrepare",
          "routePolicy",
          "errorHandlerRef");

  private LinkRules() {}

  static void addTo(Map<String, RouteRules.Rule> rules) {
    rules.put("error-policy", LinkRules::errorPolicy);
    rules.put("named-configuration", LinkRules::namedConfiguration);
    rules.put("direct-targets", LinkRules::directTargets);
    rules.put("placeholders-have-defaults", LinkRules::placeholdersHaveDefaults);
    rules.put("beans-exist", LinkRules::beansExist);
    rules.put("own-repository", LinkRules::ownRepository);
  }

  private static List<Finding> errorPolicy(RouteFile file, RouteSet all) {
    List<Finding> found = new ArrayList<>();
    for (Map<String, Object> route : file.entries("route")) {
      String id = Yaml.text(route, "id");
      String policy = Yaml.text(route, "routeConfigurationId");
      if (id.equals(UNGUARDED)) {
        if (!policy.isEmpty()) {
          found.add(Finding.inRoute(id, "must have no routeConfigurationId, or it could loop"));
        }
      } else if (!policy.equals(POLICY)) {
        found.add(Finding.inRoute(id, "write routeConfigurationId: " + POLICY));
      } else if (!all.configurationIds().contains(POLICY)) {
        found.add(Finding.inRoute(id, "no routeConfiguration has the id " + POLICY));
      }
    }
    return found;
  }

  private static List<Finding> namedConfiguration(RouteFile file, RouteSet all) {
    return file.entries("routeConfiguration").stream()
        .filter(policy -> Yaml.text(policy, "id").isBlank())
        .map(policy -> Finding.inFile("routeConfiguration without id: Kaoto gives a random one"))
        .toList();
  }

  private static List<Finding> directTargets(RouteFile file, RouteSet all) {
    Set<String> routes = all.routeIds();
    List<Finding> found = new ArrayList<>();
    for (RouteStep step : RouteStep.of(file)) {
      Set<String> names = directNames(step.own());
      boolean start = step.kind().equals("from") && !names.isEmpty();
      if (start && !names.contains(step.route())) {
        found.add(Finding.in(step, "direct " + names + " must be named like its route"));
      } else {
        names.removeAll(routes);
        names.forEach(n -> found.add(Finding.in(step, "direct '" + n + "': no route has this id")));
      }
    }
    return found;
  }

  /** The {@code direct} names in a step's address and, as {@code direct:name}, in any value. */
  private static Set<String> directNames(Map<String, Object> options) {
    Set<String> names = new TreeSet<>();
    if (Yaml.text(options, "uri").equals("direct")) {
      names.add(Yaml.text(Yaml.map(options.get("parameters")), "name"));
    }
    Yaml.walk(
        options,
        (path, value) -> {
          Matcher direct = DIRECT.matcher(value instanceof String text ? text : "");
          if (direct.matches()) {
            names.add(direct.group(1));
          }
        });
    return names;
  }

  private static List<Finding> placeholdersHaveDefaults(RouteFile file, RouteSet all) {
    List<Finding> found = new ArrayList<>();
    for (Place place : places(file)) {
      Set<String> names = new TreeSet<>();
      Yaml.walk(place.options(), (path, value) -> names.addAll(placeholders(value)));
      names.removeAll(all.properties());
      names.forEach(
          n -> found.add(place.finding("{{" + n + "}} is not in application.properties")));
    }
    return found;
  }

  private static List<Finding> beansExist(RouteFile file, RouteSet all) {
    Set<String> known = all.beans();
    List<Finding> found = new ArrayList<>();
    for (Place place : places(file)) {
      Set<String> names = new TreeSet<>();
      Yaml.walk(place.options(), (path, value) -> names.add(beanName(path, value)));
      names.remove("");
      names.removeAll(known);
      names.forEach(name -> found.add(place.finding("no bean is named '" + name + "'")));
    }
    return found;
  }

  /** Something with options of its own: a route, a route configuration, a step or a bean. */
  private record Place(String route, String step, Map<String, Object> options) {
    Finding finding(String message) {
      return new Finding(route, step, message);
    }
  }

  private static List<Place> places(RouteFile file) {
    List<Place> places = new ArrayList<>();
    for (String kind : List.of("routeConfiguration", "route")) {
      for (Map<String, Object> entry : file.entries(kind)) {
        Map<String, Object> options = new HashMap<>(entry);
        options.remove("from");
        options.keySet().removeAll(RouteStep.POLICIES);
        places.add(new Place(Yaml.text(entry, "id"), "", options));
      }
    }
    for (RouteStep step : RouteStep.of(file)) {
      places.add(new Place(step.route(), Finding.in(step, "").step(), step.own()));
    }
    file.beans().forEach(b -> places.add(new Place("", "bean " + Yaml.text(b, "name"), b)));
    return places;
  }

  private static List<Finding> ownRepository(RouteFile file, RouteSet all) {
    Map<String, Integer> uses = new HashMap<>();
    all.files().stream()
        .flatMap(f -> RouteStep.of(f).stream())
        .filter(s -> s.kind().equals("aggregate"))
        .forEach(s -> uses.merge(repository(s), 1, Integer::sum));
    return RouteStep.of(file).stream()
        .filter(s -> s.kind().equals("aggregate"))
        .filter(s -> repository(s).isEmpty() || uses.get(repository(s)) > 1)
        .map(s -> Finding.in(s, "needs an aggregationRepository that no other wait uses"))
        .toList();
  }

  private static String repository(RouteStep step) {
    return Yaml.text(step.map(), "aggregationRepository");
  }

  private static List<String> placeholders(Object value) {
    return PLACEHOLDER
        .matcher(value instanceof String text ? text : "")
        .results()
        .map(result -> result.group(1).replaceFirst("^[?!]", ""))
        .toList();
  }

  /** The bean that a value refers to; empty when it refers to none. */
  private static String beanName(String path, Object value) {
    if (!(value instanceof String text) || text.contains("{{")) {
      return "";
    }
    Matcher hash = HASH.matcher(text);
    if (hash.matches()) {
      return hash.group(2);
    }
    boolean reference =
        (BEAN_KEYS.contains(Yaml.lastKey(path)) || path.endsWith("ref.expression"))
            && !path.startsWith("parameters.");
    return reference && !text.startsWith("#") ? text : "";
  }
}
