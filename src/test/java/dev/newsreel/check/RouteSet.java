package dev.newsreel.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All route files of one application and the names they may use.
 *
 * @param files the route files
 * @param properties names that have a default in {@code application.properties}
 * @param javaBeans names of beans that Java code puts into the registry
 * @param javaRoutes ids of routes that Java code adds
 */
public record RouteSet(
    List<RouteFile> files, Set<String> properties, Set<String> javaBeans, Set<String> javaRoutes) {

  public RouteSet {
    files = List.copyOf(files);
    properties = Set.copyOf(properties);
    javaBeans = Set.copyOf(javaBeans);
    javaRoutes = Set.copyOf(javaRoutes);
  }

  /** Ids of all routes, from YAML and from Java. */
  Set<String> routeIds() {
    return withIdsOf("route", javaRoutes);
  }

  /** Ids of all route configurations in YAML. */
  Set<String> configurationIds() {
    return withIdsOf("routeConfiguration", Set.of());
  }

  /** Names of all beans, from the {@code beans} sections and from Java. */
  Set<String> beans() {
    Set<String> names = new HashSet<>(javaBeans);
    files.forEach(file -> file.beans().forEach(bean -> names.add(Yaml.text(bean, "name"))));
    return names;
  }

  private Set<String> withIdsOf(String kind, Set<String> start) {
    Set<String> ids = new HashSet<>(start);
    files.forEach(file -> file.entries(kind).forEach(e -> ids.add(Yaml.text(e, "id"))));
    return ids;
  }
}
