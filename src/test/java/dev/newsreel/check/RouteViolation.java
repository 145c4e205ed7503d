package dev.newsreel.check;

/**
 * One place in a route file that breaks one rule.
 *
 * @param file the file's name without its folder
 * @param route id of the route or route configuration; empty when the whole file is meant
 * @param step id of the step; empty when the route or the file is meant
 * @param rule name of the rule, one of {@link RouteRules#names()}
 * @param message what is wrong and what to write instead
 */
public record RouteViolation(String file, String route, String step, String rule, String message) {

  /** One line for a terminal: where, what, and the rule in brackets. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(file);
    if (!route.isEmpty()) {
      line.append(", route ").append(route);
    }
    if (!step.isEmpty()) {
      line.append(", step ").append(step);
    }
    return line.append(": ").append(message).append(" [").append(rule).append(']').toString();
  }
}
