package dev.newsreel.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules that keep route files short, readable and editable in Kaoto.
 *
 * <p>What a rule refuses is told by its message; the whole list with reasons is in {@code
 * CONTRIBUTING.md}. A file that cannot be read breaks {@code readable} and nothing else.
 */
public final class RouteRules {

  /** Looks at one file, knowing all the others, and returns what is wrong with it. */
  @FunctionalInterface
  interface Rule {
    List<Finding> check(RouteFile file, RouteSet all);
  }

  private static final Map<String, Rule> RULES = rules();

  private RouteRules() {}

  /** The names of all rules, in the order in which they are checked. */
  public static Set<String> names() {
    return RULES.keySet();
  }

  /** All violations of all rules in all files, by file. Empty when everything is in order. */
  public static List<RouteViolation> check(RouteSet all) {
    List<RouteViolation> found = new ArrayList<>();
    for (RouteFile file : all.files()) {
      names().forEach(rule -> found.addAll(check(rule, file, all)));
    }
    return found;
  }

  /**
   * The violations of one rule in one file.
   *
   * @param all every file of the application, this one among them
   * @throws IllegalArgumentException when there is no such rule
   */
  public static List<RouteViolation> check(String rule, RouteFile file, RouteSet all) {
    Rule check = RULES.get(rule);
    if (check == null) {
      throw new IllegalArgumentException("no rule named " + rule);
    }
    return check.check(file, all).stream()
        .map(f -> new RouteViolation(file.name(), f.route(), f.step(), rule, f.message()))
        .toList();
  }

  private static Map<String, Rule> rules() {
    Map<String, Rule> rules = new LinkedHashMap<>();
    ShapeRules.addTo(rules);
    FormRules.addTo(rules);
    NameRules.addTo(rules);
    LogicRules.addTo(rules);
    LiteralRules.addTo(rules);
    LinkRules.addTo(rules);
    return Collections.unmodifiableMap(rules);
  }
}
