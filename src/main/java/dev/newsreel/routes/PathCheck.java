package dev.newsreel.routes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows each consumer of the table through its routes and holds the steps that every job passes
 * against what the table says.
 */
// Two of the same text are two.
@SuppressWarnings("ReferenceEquality")
final class PathCheck {

  private final Flow flow;
  private final FlowTable table;
  private final List<Finding> found;
  private final OwnSteps own;
  private final Set<String> events;
  private final Set<FlowRoute> reached = new HashSet<>();
  private final List<Step> calls = new ArrayList<>();

  PathCheck(Flow flow, FlowTable table, List<Finding> found) {
    this.flow = flow;
    this.table = table;
    this.found = found;
    this.own = new OwnSteps(flow, table, found);
    this.events = table.events();
  }

  /** Checks all stages, and then the routes that belong to none. */
  void check() {
    table.stages().forEach(this::check);
    own.check(flow.routes().stream().filter(route -> !reached.contains(route)).toList());
  }

  private void check(Stage stage) {
    FlowRoute route = flow.from(stage.from());
    if (route == null) {
      String wrong = "no route begins at " + stage.from() + ", so nothing " + stage.about();
      String remedy = "Put that route back, or the name that its 'from' had";
      found.add(Finding.inFile(stage.file(), 0, wrong, remedy));
      return;
    }
    new StepOptions(found).check(route, stage.with());
    Line line = new Line(stage.steps(), 0);
    follow(route, line);
    finish(line, route, null);
  }

  private void follow(FlowRoute route, Line line) {
    reached.add(route);
    route.steps().forEach(step -> follow(step, line));
  }

  private void follow(Step step, Line line) {
    Event event = Event.of(step);
    Need need = line.find(event.name());
    if (step.body().text("disabled").equals("true")) {
      return;
    }
    if (event.name().startsWith("direct ")) {
      enter(step, flow.from(event.name()), line);
    } else if (step.kind().equals("step")) {
      step.children().forEach(child -> follow(child, line));
    } else if (need != null) {
      meet(step, event, need, line);
    } else if (events.contains(event.name()) || line.isPast(event.name())) {
      misplaced(step, event, line);
    } else {
      free(step, line);
    }
  }

  private void enter(Step step, FlowRoute target, Line line) {
    if (target == null) {
      String name = FlowRoute.address(step.body());
      String remedy = "Write the name that a route's 'from' has, or add that route";
      found.add(Finding.in(step, "it goes to " + name + ", where no route begins", remedy));
    } else if (target == step.route() || calls.stream().anyMatch(c -> c.route() == target)) {
      found.add(Finding.in(step, "it leads back to where it came from", "Take it out"));
    } else {
      calls.add(step);
      follow(target, line);
      calls.remove(calls.size() - 1);
    }
  }

  private void meet(Step step, Event event, Need need, Line line) {
    Step place = line.placeOf(step, calls);
    for (Need missing : line.pass(need, step, calls)) {
      String wrong = missing.event() + " must come before it and does not";
      found.add(Finding.in(place, wrong, "Put it there; without it " + missing.why()));
    }
    new StepOptions(found).check(step, event, need);
    Need.Branches branches = need.branches();
    Line inner = new Line(branches.steps(), calls.size());
    step.children().forEach(child -> follow(child, inner));
    finish(inner, step.route(), step);
    if (!branches.caught().isEmpty()) {
      Line caught = new Line(branches.caught(), calls.size());
      step.body().maps("doCatch").stream()
          .flatMap(part -> Step.in(step.route(), step, part).stream())
          .forEach(child -> follow(child, caught));
      finish(caught, step.route(), step);
    }
  }

  private void finish(Line line, FlowRoute route, Step around) {
    for (Need need : line.left()) {
      Step last = line.last() == null ? around : line.last();
      String where = line.last() == null ? "in it" : "after it";
      String wrong = need.event() + " must come " + where + " and does not";
      String remedy = "Put it there; without it " + need.why();
      found.add(last == null ? Finding.in(route, wrong, remedy) : Finding.in(last, wrong, remedy));
    }
  }

  private void misplaced(Step step, Event event, Line line) {
    if (line.isPast(event.name())) {
      String wrong = event.name() + " comes again, or too late";
      Step call = line.callOf(step, calls);
      found.add(Finding.in(call, wrong, "Put it back to where it was, once"));
    } else {
      String remedy = "Put it back to where it was";
      Step place = line.placeOf(step, calls);
      found.add(Finding.in(place, event.name() + " does not belong here", remedy));
    }
  }

  private void free(Step step, Line line) {
    boolean logs = step.kind().equals("log");
    if (!logs && !line.isOpen()) {
      String after = line.last() == null ? "here" : "after step " + line.last().label();
      String remedy = "Put it before the guards, or into a route of its own";
      found.add(Finding.in(step, "only a log may stand " + after, remedy));
    } else {
      own.checkInStage(step);
    }
  }
}
