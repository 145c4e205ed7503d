package dev.newsreel.check;

import dev.newsreel.check.RouteRulesTest.Bad;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** YAML for tests of the rules. */
final class RouteSnippets {

  private static final String POLICY = "- routeConfiguration:\n    id: error-handling\n";

  /** A file that obeys every rule. */
  static final String GOOD =
      "# A block at the top is kept.\n\n"
          + route("- bean: {id: ask, description: Ask, ref: heyGen, method: request}\n");

  private RouteSnippets() {}

  /** A good file with one route {@code make-video} that has these steps. */
  static String route(String steps) {
    return POLICY
        + """
        - route:
            id: make-video
            description: Makes a video
            routeConfigurationId: error-handling
            from:
              id: job-ready
              description: A job
              uri: direct
              parameters:
                name: make-video
              steps:
        """
        + steps.indent(8);
  }

  /** As many log steps as wanted, each with an id of its own. */
  static String logs(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "- log: {id: %s-%c, description: Log, message: ok}\n")
        .collect(Collectors.joining())
        .formatted(
            IntStream.range(0, count)
                .boxed()
                .flatMap(i -> Stream.of((Object) prefix, (char) ('a' + i)))
                .toArray());
  }

  /** Files that are refused for their length. */
  static Stream<Bad> tooLong() {
    String file = "1-bad.camel.yaml";
    String lines = route(logs("say", 1)) + "\n".repeat(150);
    String routes = POLICY + "- route: {id: a}\n".repeat(4);
    return Stream.of(
        new Bad("line-count", "/", "lines, at most 150", file, lines),
        new Bad("route-count", "/", "4 routes, at most 3", file, routes),
        new Bad("step-count", "make-video/job-ready", "8 steps", file, route(logs("say", 8))));
  }
}
