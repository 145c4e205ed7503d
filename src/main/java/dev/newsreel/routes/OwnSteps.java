package dev.newsreel.routes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an author may add: steps among the guards, and whole routes beside the flow. */
final class OwnSteps {

  private static final Set<String> SOURCES = Set.of("direct", "timer", "redis-stream");
  private static final Set<String> AMONG_GUARDS =
      Set.of("log", "bean", "filter", "choice", "doTry", "step");
  private static final Set<String> IN_OWN_ROUTES =
      Set.of(
          "log",
          "bean",
          "filter",
          "choice",
          "doTry",
          "step",
          "to",
          "split",
          "loop",
          "setBody",
          "setHeader",
          "setProperty",
          "setVariable",
          "transform",
          "removeHeader",
          "removeHeaders",
          "convertBodyTo",
          "stop");

  private final Flow flow;
  private final FlowTable table;
  private final List<Finding> found;
  private final Set<String> events;

  OwnSteps(Flow flow, FlowTable table, List<Finding> found) {
    this.flow = flow;
    this.table = table;
    this.found = found;
    this.events = table.events();
  }

  /** Checks a step that stands among the guards of a stage, and all in its branches. */
  void checkInStage(Step step) {
    for (Step one : step.withAll()) {
      String event = Event.of(one).name();
      if (events.contains(event)) {
        String wrong = event + " stands in a branch that not every job takes";
        found.add(Finding.in(one, wrong, "Take it out of step " + step.label()));
      } else if (!AMONG_GUARDS.contains(one.kind())) {
        String remedy = "Put it into a bean method, or into a route of its own";
        found.add(Finding.in(one, event + " may not stand in the flow", remedy));
      }
    }
  }

  /** Checks routes that no stage passes. */
  void check(List<FlowRoute> routes) {
    Set<String> called =
        flow.routes().stream()
            .flatMap(route -> route.steps().stream())
            .flatMap(step -> step.withAll().stream())
            .map(step -> Event.of(step).name())
            .collect(Collectors.toSet());
    for (FlowRoute route : routes) {
      String source = route.source();
      if (!SOURCES.contains(route.from().text("uri"))) {
        String wrong = "it begins at '" + source.strip() + "', which opens a door past the guards";
        String remedy = "Calls from outside come in through the doors that are written in Java";
        found.add(Finding.in(route, wrong, remedy));
      } else if (source.startsWith("direct ") && !called.contains(source)) {
        String remedy = "Send something to it, or take it out";
        found.add(Finding.in(route, "nothing goes to " + source, remedy));
      }
      route.steps().stream().flatMap(s -> s.withAll().stream()).forEach(this::checkOwn);
    }
  }

  private void checkOwn(Step step) {
    String event = Event.of(step).name();
    if (events.contains(event)) {
      String remedy = "Put it back to where it was, or put the way to this route back";
      found.add(Finding.in(step, event + " is reached by no job, or past the guards", remedy));
    } else if (!IN_OWN_ROUTES.contains(step.kind())) {
      String remedy = "Put it into a bean method";
      found.add(Finding.in(step, step.kind() + " is a step that cannot be followed", remedy));
    } else if (step.kind().equals("to")) {
      checkTarget(step, event);
    }
  }

  private void checkTarget(Step step, String address) {
    FlowRoute target = flow.from(address);
    if (address.startsWith("direct ")) {
      if (target == null) {
        String wrong = "it goes to " + address + ", where no route begins";
        found.add(Finding.in(step, wrong, "Write the name that a route's 'from' has"));
      } else if (isGuarded(target, new HashSet<>())) {
        String wrong = "it leads into the flow past its guards";
        found.add(Finding.in(step, wrong, "Jobs come in through the doors and the queues only"));
      }
    } else if (!isOwnQueue(address) && !isOwnCall(step, address)) {
      String remedy = "Call a setting's address with headerFilterStrategy \"#sentHeaders\"";
      found.add(Finding.in(step, "it may not send to " + address.strip(), remedy));
    }
  }

  private boolean isOwnQueue(String address) {
    return address.startsWith("redis-stream ") && table.from(address) == null;
  }

  private static boolean isOwnCall(Step step, String address) {
    return address.matches("http \\{\\{[\\w.-]+}}[^?]*")
        && !address.matches("http \\{\\{(openai|heygen|submagic|address-from).*")
        && step.body().map("parameters").text("headerFilterStrategy").equals("#sentHeaders");
  }

  private boolean isGuarded(FlowRoute route, Set<FlowRoute> seen) {
    if (!seen.add(route)) {
      return false;
    }
    return route.steps().stream()
        .flatMap(step -> step.withAll().stream())
        .map(step -> Event.of(step).name())
        .anyMatch(
            name ->
                events.contains(name)
                    || (flow.from(name) != null && isGuarded(flow.from(name), seen)));
  }
}
