package dev.newsreel.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The one way of writing a step that Kaoto's forms can read. */
final class FormRules {

  static final Set<String> LANGUAGES =
      Set.of(
          "simple",
          "constant",
          "header",
          "exchangeProperty",
          "variable",
          "method",
          "ref",
          "tokenize",
          "csimple",
          "datasonnet",
          "groovy",
          "hl7terser",
          "java",
          "joor",
          "jq",
          "js",
          "jsonpath",
          "language",
          "mvel",
          "ognl",
          "python",
          "spel",
          "wasm",
          "xpath",
          "xquery",
          "xtokenize");
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");
  private static final Pattern QUERY = Pattern.compile("\\?[\\w.-]+=");

  private FormRules() {}

  static void addTo(Map<String, RouteRules.Rule> rules) {
    rules.put("canonical-form", FormRules::canonicalForm);
    rules.put("bare-uri", FormRules::bareUri);
    rules.put("no-query-strings", FormRules::noQueryStrings);
    rules.put("parameters-as-map", FormRules::parametersAsMap);
  }

  private static List<Finding> canonicalForm(RouteFile file, RouteSet all) {
    List<Finding> found = new ArrayList<>();
    for (RouteStep step : RouteStep.of(file)) {
      if (!(step.body() instanceof Map)) {
        found.add(Finding.in(step, "short form; write options as a map"));
      }
      step.own().keySet().stream()
          .filter(LANGUAGES::contains)
          .filter(key -> !(step.kind().equals("bean") || step.kind().equals("policy")))
          .map(key -> Finding.in(step, key + " without 'expression:' around it"))
          .forEach(found::add);
      Yaml.walk(step.own(), (path, value) -> found.addAll(shortLanguage(step, path, value)));
    }
    return found;
  }

  private static List<Finding> shortLanguage(RouteStep step, String path, Object value) {
    boolean expression = path.contains(".") && LANGUAGES.contains(Yaml.lastKey(path));
    boolean data =
        path.startsWith("parameters.") || path.endsWith(".ref") || path.endsWith("method.method");
    return expression && !data && !(value instanceof Map)
        ? List.of(Finding.in(step, path + " is plain text; write 'expression:' below it"))
        : List.of();
  }

  private static List<Finding> bareUri(RouteFile file, RouteSet all) {
    return inSteps(
        file,
        (step, path, value) -> Yaml.lastKey(path).equals("uri") && !SCHEME.matcher(value).matches(),
        value -> "uri '" + value + "'; write the bare scheme and put the rest under parameters");
  }

  private static List<Finding> noQueryStrings(RouteFile file, RouteSet all) {
    return inSteps(
        file,
        (step, path, value) -> path.startsWith("parameters.") && QUERY.matcher(value).find(),
        value -> "query string in '" + value + "'; use a header or a bean method");
  }

  private static List<Finding> parametersAsMap(RouteFile file, RouteSet all) {
    return RouteStep.of(file).stream()
        .filter(step -> step.own().get("parameters") != null)
        .filter(step -> !(step.own().get("parameters") instanceof Map))
        .map(step -> Finding.in(step, "parameters must be a map"))
        .toList();
  }

  /** Says whether a value of a step is refused. */
  @FunctionalInterface
  interface Refusal {
    boolean refuses(RouteStep step, String path, String value);
  }

  /** Every plain value of every step of a file that is refused, with a message made of it. */
  static List<Finding> inSteps(RouteFile file, Refusal refusal, Function<String, String> message) {
    return RouteStep.of(file).stream()
        .flatMap(step -> refused(step, step.own(), refusal, message).stream())
        .toList();
  }

  /** The same for the values in the {@code beans} sections. */
  static List<Finding> inBeans(RouteFile file, Refusal refusal, Function<String, String> message) {
    return file.beans().stream()
        .map(bean -> new RouteStep("", "bean " + Yaml.text(bean, "name"), bean))
        .flatMap(step -> refused(step, step.map(), refusal, message).stream())
        .toList();
  }

  private static List<Finding> refused(
      RouteStep step, Object values, Refusal refusal, Function<String, String> message) {
    List<Finding> found = new ArrayList<>();
    Yaml.walk(
        values,
        (path, value) -> {
          boolean plain = value != null && !(value instanceof Map) && !(value instanceof List);
          if (plain && refusal.refuses(step, path, String.valueOf(value))) {
            found.add(Finding.in(step, message.apply(String.valueOf(value))));
          }
        });
    return found;
  }
}
