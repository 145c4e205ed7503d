package dev.newsreel.routes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares the options of a step with those that it must have. */
final class StepOptions {

  private static final String ANY = "any";
  private static final Set<String> BRANCHES =
      Set.of("doFinally", "when", "otherwise", "onFallback");

  private final List<Finding> found;

  StepOptions(List<Finding> found) {
    this.found = found;
  }

  /** Checks where a stage begins. */
  void check(FlowRoute route, Map<String, String> with) {
    Map<String, String> options = Event.options(route.from());
    options.keySet().removeAll(Set.of("uri", "name", "timerName"));
    Step from = new Step(route, null, "from", route.from());
    compare(from, options, with);
  }

  /** Checks a step that is needed. */
  void check(Step step, Event event, Need need) {
    compare(step, event.options(), need.with());
    Need.Branches branches = need.branches();
    if (branches.inside() && step.parent() == null) {
      String remedy = "Put a '- step:' around it: inside a breaker the error policy is not heard";
      found.add(Finding.in(step, "it stands in the route itself", remedy));
    }
    branches
        .route()
        .forEach(
            (key, value) -> {
              if (!step.route().map().text(key).equals(value)) {
                String remedy = "Write " + key + ": " + value + " at the end of the route";
                found.add(Finding.in(step, "its route has not " + key + ": " + value, remedy));
              }
            });
    for (String branch : BRANCHES) {
      if (step.body().containsKey(branch)) {
        String wrong = "it has a branch " + branch + " that jobs could take past the guards";
        found.add(Finding.in(step, wrong, "Take it out"));
      }
    }
  }

  private void compare(Step step, Map<String, String> options, Map<String, String> with) {
    Set<String> names = new TreeSet<>(options.keySet());
    names.addAll(with.keySet());
    for (String name : names) {
      String value = options.get(name);
      String wanted = with.get(name);
      if (wanted == null) {
        String wrong = "it has " + name + ": " + value + ", which changes what the step does";
        found.add(Finding.in(step, wrong, "Take that out"));
      } else if (wanted.equals(ANY)) {
        if (value == null || !value.matches("\\d+(ms|s|m|h|d)?|\\{\\{[^{}]+}}")) {
          String wrong = value == null ? "it has no " + name : name + " is no number: " + value;
          found.add(Finding.in(step, wrong, "Write a setting, such as \"{{feed.workers}}\""));
        }
      } else if (!wanted.equals(value)) {
        String wrong = value == null ? "it has no " + name : "its " + name + " is " + value;
        found.add(Finding.in(step, wrong, "Write " + name + ": " + wanted));
      }
    }
  }
}
