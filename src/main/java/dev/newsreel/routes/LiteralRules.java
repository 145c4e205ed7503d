package dev.newsreel.routes;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Addresses and secrets stand in settings, never in a route. */
final class LiteralRules {

  private static final Set<String> PROSE = Set.of("id", "description", "note");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)\\b(https?|wss?|rediss?|ftps?)://|\\blocalhost\\b|\\b\\d{1,3}(\\.\\d{1,3}){3}\\b");
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(api-?_?key|password|passwd|secret|token|authorization)$");

  private LiteralRules() {}

  static void check(Flow flow, List<Finding> found) {
    for (FlowRoute route : flow.routes()) {
      check(new Step(route, null, "from", route.from()), route.from().map("parameters"), found);
      route.steps().stream()
          .flatMap(step -> step.withAll().stream())
          .forEach(step -> check(step, step.body(), found));
    }
  }

  private static void check(Step step, YamlMap options, List<Finding> found) {
    YamlMap own = new YamlMap(step.line());
    own.putAll(options);
    own.keySet().removeAll(Set.of("steps", "doCatch", "when", "otherwise"));
    String remedy = "Give it to a setting and write {{its.name}}";
    String header = own.text("name");
    Values.plain(
        own,
        (key, value) -> {
          if (!PROSE.contains(key) && ADDRESS.matcher(value).find()) {
            found.add(Finding.in(step, "it has an address in it", remedy));
          }
          boolean named = SECRET.matcher(key).matches();
          boolean given = !key.equals("name") && SECRET.matcher(header).matches();
          if (!PROSE.contains(key) && (named || given) && !value.contains("{{")) {
            found.add(Finding.in(step, "it seems to have a secret in it", remedy));
          }
        });
  }
}
