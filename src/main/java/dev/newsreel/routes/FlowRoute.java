package dev.newsreel.routes;

import java.util.List;

/**
 * One route of one file.
 *
 * @param file the file's name
 * @param map what the file says of it
 */
record FlowRoute(String file, YamlMap map) {

  String id() {
    return map.text("id");
  }

  String label() {
    return id().isEmpty() ? "from " + source().strip() : id();
  }

  int line() {
    return map.line();
  }

  YamlMap from() {
    return map.map("from");
  }

  /** Returns where it begins, such as {@code redis-stream video}. */
  String source() {
    return address(from());
  }

  /** Returns its steps; those of branches are children of these. */
  List<Step> steps() {
    return Step.in(this, null, from());
  }

  /** Returns the scheme and the name of an endpoint, as routes write it. */
  static String address(YamlMap endpoint) {
    YamlMap parameters = endpoint.map("parameters");
    String scheme = endpoint.text("uri");
    String name = parameters.text(scheme.equals("timer") ? "timerName" : "name");
    return scheme + " " + (scheme.equals("http") ? parameters.text("httpUri") : name);
  }
}
