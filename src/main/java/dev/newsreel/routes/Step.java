package dev.newsreel.routes;

import java.util.ArrayList;
import java.util.List;

/**
 * One step of a route.
 *
 * @param route the route that it stands in
 * @param parent the step in whose branch it stands; null when it stands in the route itself
 * @param kind such as {@code bean} or {@code filter}
 * @param body its options
 */
record Step(FlowRoute route, Step parent, String kind, YamlMap body) {

  /** Returns the steps in the {@code steps} of something. */
  static List<Step> in(FlowRoute route, Step parent, YamlMap owner) {
    List<Step> steps = new ArrayList<>();
    for (YamlMap entry : owner.maps("steps")) {
      for (String kind : entry.keySet()) {
        YamlMap body = entry.get(kind) instanceof YamlMap map ? map : new YamlMap(entry.line());
        steps.add(new Step(route, parent, kind, body));
      }
    }
    return steps;
  }

  String id() {
    return body.text("id");
  }

  String label() {
    return id().isEmpty() ? kind : id();
  }

  int line() {
    return body.line();
  }

  /** Returns the steps of its main branch. */
  List<Step> children() {
    return in(route, this, body);
  }

  /** Returns the steps of all its branches. */
  List<Step> allChildren() {
    List<Step> all = new ArrayList<>(children());
    for (String branch : List.of("doCatch", "when")) {
      body.maps(branch).forEach(part -> all.addAll(in(route, this, part)));
    }
    for (String branch : List.of("doFinally", "otherwise", "onFallback")) {
      all.addAll(in(route, this, body.map(branch)));
    }
    return all;
  }

  /** Returns itself and all below it. */
  List<Step> withAll() {
    List<Step> all = new ArrayList<>(List.of(this));
    allChildren().forEach(child -> all.addAll(child.withAll()));
    return all;
  }
}
