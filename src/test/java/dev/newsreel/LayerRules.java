package dev.newsreel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which package may import which; the base package is a parameter so that tests can plant one. */
final class LayerRules {

  static final String BASE = "dev.newsreel";
  private static final Set<String> STAGE =
      Set.of("job", "queue", "redis", "wire", "settings", "watch");
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("redis", Set.of("watch")),
          Map.entry("wire", Set.of()),
          Map.entry("settings", Set.of()),
          Map.entry("watch", Set.of()),
          Map.entry("check", Set.of()),
          Map.entry("routes", Set.of()),
          Map.entry("sandbox", Set.of("wire")),
          Map.entry("job", Set.of("redis", "watch")),
          Map.entry("queue", Set.of("redis", "job", "watch")),
          Map.entry("intake", STAGE),
          Map.entry("script", STAGE),
          Map.entry("stories", STAGE),
          Map.entry("video", STAGE),
          Map.entry("captions", STAGE),
          Map.entry("publish", STAGE),
          Map.entry("limits", STAGE),
          Map.entry("forecast", Set.of("job", "redis", "limits")),
          Map.entry("money", STAGE),
          Map.entry("telemetry", Set.of("job", "settings")),
          Map.entry("observe", Set.of("job", "redis", "limits", "watch")),
          Map.entry("trail", Set.of("job", "redis", "settings")),
          Map.entry("cli", Set.of("job", "settings")),
          Map.entry("load", Set.of("job", "redis")),
          Map.entry("readiness", Set.of("job", "redis", "wire", "settings", "intake")),
          Map.entry("access", Set.of("job", "redis", "settings")),
          Map.entry(
              "door",
              Set.of(
                  "access",
                  "trail",
                  "job",
                  "queue",
                  "redis",
                  "settings",
                  "wire",
                  "limits",
                  "forecast",
                  "money",
                  "watch")));

  private LayerRules() {}

  /** Returns the names of all packages that have a layer. */
  static Set<String> names() {
    return MAY_IMPORT.keySet();
  }

  /** Returns what the package may import, of ours, beside itself. */
  static Set<String> allowed(String name) {
    return MAY_IMPORT.get(name);
  }

  /** The package imports, of ours, only itself and what its layer allows. */
  static ArchRule layer(String base, String name) {
    Set<String> allowed = MAY_IMPORT.get(name);
    if (allowed == null) {
      throw new IllegalArgumentException("no layer is named " + name);
    }
    String[] fine =
        Stream.concat(Stream.of(name), allowed.stream())
            .map(part -> inside(base, part))
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(inside(base, name))
        .should()
        .dependOnClassesThat(resideInAPackage(base + "..").and(resideOutsideOfPackages(fine)))
        .as(name + " imports, of ours, only " + allowed)
        .allowEmptyShould(true);
  }

  /** Every class is in the root or in a package that has a layer. */
  static ArchRule knownPackages(String base) {
    String[] known =
        Stream.concat(Stream.of(base), MAY_IMPORT.keySet().stream().map(p -> inside(base, p)))
            .toArray(String[]::new);
    return classes()
        .should()
        .resideInAnyPackage(known)
        .as("every package has a layer in LayerRules")
        .allowEmptyShould(true);
  }

  /** The sandbox is imported by the root package only. */
  static ArchRule sandboxIsApart(String base) {
    return noClasses()
        .that(resideOutsideOfPackages(base, inside(base, "sandbox")))
        .should()
        .dependOnClassesThat(resideInAnyPackage(inside(base, "sandbox")))
        .as("only the root package imports the sandbox")
        .allowEmptyShould(true);
  }

  /** No package needs, over others, itself. */
  static ArchRule noCycles(String base) {
    return slices()
        .matching(base + ".(*)..")
        .should()
        .beFreeOfCycles()
        .as("packages have no cycles")
        .allowEmptyShould(true);
  }

  private static String inside(String base, String name) {
    return base + "." + name + "..";
  }
}
