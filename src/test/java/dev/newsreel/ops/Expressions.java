package dev.newsreel.ops;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of figures in an expression of PromQL. */
final class Expressions {

  private static final Pattern NAME = Pattern.compile("(?<![\\w$])[a-z_]\\w*(?!\\w*\\s*\\()");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");
  private static final Set<String> PROMETHEUS_OWN = Set.of("up", "ALERTS");

  private Expressions() {}

  /** Returns the names, without those that Prometheus itself makes. */
  static Set<String> names(String expression) {
    String bare =
        expression
            .replace("ALERTS", "")
            .replaceAll("\\{[^}]*}", "")
            .replaceAll("\\[[^]]*]", "")
            .replaceAll("\\b(by|on|without|ignoring)\\s*\\([^)]*\\)", "");
    Set<String> names = new TreeSet<>();
    Matcher found = NAME.matcher(bare);
    while (found.find()) {
      names.add(found.group());
    }
    names.removeAll(WORDS);
    names.removeAll(PROMETHEUS_OWN);
    return names;
  }
}
