package dev.newsreel.check;

/**
 * What a rule found in a file, before the file and the rule are named.
 *
 * @param route id of the route; empty when the whole file is meant
 * @param step id or kind of the step; empty when the route is meant
 * @param message what is wrong and what to write instead
 */
record Finding(String route, String step, String message) {

  /** Something wrong with the file as a whole. */
  static Finding inFile(String message) {
    return new Finding("", "", message);
  }

  /** Something wrong with a route. */
  static Finding inRoute(String route, String message) {
    return new Finding(route, "", message);
  }

  /** Something wrong with a step; one without an id is named by its kind. */
  static Finding in(RouteStep step, String message) {
    return new Finding(step.route(), step.id().isEmpty() ? step.kind() : step.id(), message);
  }
}
