package dev.newsreel.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps logic out of YAML: it belongs into a bean method with a unit test. */
final class LogicRules {

  private static final Set<String> PLAIN_LANGUAGES =
      Set.of(
          "simple",
          "constant",
          "header",
          "exchangeProperty",
          "variable",
          "method",
          "ref",
          "tokenize");
  private static final Set<String> TEST_STEPS = Set.of("when", "filter", "validate");

  /** The expression of a loop is a test when it is a while loop. */
  private static boolean isWhileLoop(RouteStep step) {
    return step.kind().equals("loop") && "true".equals(Yaml.text(step.own(), "doWhile"));
  }

  private static final Set<String> TEST_KEYS =
      Set.of("completionPredicate", "handled", "continued", "retryWhile", "onWhen");
  private static final Pattern INLINE_JSON =
      Pattern.compile("\\{\\s*\\\\?\"[^\"]*\"\\s*:|\\[\\s*\\{\\s*\"");
  private static final Pattern ONE_REFERENCE = Pattern.compile("\\$\\{[\\w.?\\[\\]\\-]+}");
  private static final Pattern OPERAND = Pattern.compile("'[^']*'|\"[^\"]*\"|\\$\\{[^{}]*}");
  private static final Pattern OPERATOR =
      Pattern.compile(
          "&&|\\|\\||==|!=|=~|!=~|>=|<=|>|<|\\+\\+|--|\\?:|\\?|!?~~"
              + "|(?<=\\s)!?(contains|regex|in|range|is|starts ?[wW]ith|ends ?[wW]ith|not)(?=\\s)");

  private LogicRules() {}

  static void addTo(Map<String, RouteRules.Rule> rules) {
    rules.put("no-scripts", LogicRules::noScripts);
    rules.put("no-inline-json", LogicRules::noInlineJson);
    rules.put("simple-only-tests", LogicRules::simpleOnlyTests);
    rules.put("one-operator", LogicRules::oneOperator);
  }

  private static List<Finding> noScripts(RouteFile file, RouteSet all) {
    List<Finding> found = new ArrayList<>();
    file.beans().stream()
        .filter(bean -> bean.containsKey("script") || bean.containsKey("scriptLanguage"))
        .map(b -> Finding.inFile("bean " + Yaml.text(b, "name") + " is a script; use a class"))
        .forEach(found::add);
    for (RouteStep step : RouteStep.of(file)) {
      if (step.kind().equals("script")) {
        found.add(Finding.in(step, "script step; use a bean method"));
      }
      Yaml.walk(
          step.own(),
          (path, value) -> {
            String key = Yaml.lastKey(path);
            boolean language = FormRules.LANGUAGES.contains(key) || key.equals("logLanguage");
            if (language && !PLAIN_LANGUAGES.contains(key) && !path.startsWith("parameters.")) {
              found.add(Finding.in(step, "language " + key + "; use a bean method"));
            }
          });
    }
    return found;
  }

  private static List<Finding> noInlineJson(RouteFile file, RouteSet all) {
    return FormRules.inSteps(
        file,
        (step, path, value) -> INLINE_JSON.matcher(value).find(),
        value -> "JSON written in YAML; build it in a bean method");
  }

  private static List<Finding> simpleOnlyTests(RouteFile file, RouteSet all) {
    return FormRules.inSteps(
        file,
        (step, path, value) ->
            isSimple(path)
                && !isTest(step, path)
                && !ONE_REFERENCE.matcher(value.strip()).matches(),
        value -> "simple '" + value + "' builds a value; use one reference or a bean method");
  }

  private static List<Finding> oneOperator(RouteFile file, RouteSet all) {
    return FormRules.inSteps(
        file,
        (step, path, value) -> isSimple(path) && operators(value) > 1,
        value -> "simple '" + value + "' has more than one operator; use a bean method");
  }

  private static boolean isSimple(String path) {
    return path.endsWith("simple.expression") || path.endsWith("simple");
  }

  private static boolean isTest(RouteStep step, String path) {
    return ((TEST_STEPS.contains(step.kind()) || isWhileLoop(step))
            && path.startsWith("expression"))
        || Arrays.stream(path.split("\\.", -1)).anyMatch(TEST_KEYS::contains);
  }

  /** How many operators stand between operands; what is quoted or in {@code ${}} is one operand. */
  private static int operators(String simple) {
    Matcher matcher = OPERATOR.matcher(OPERAND.matcher(simple).replaceAll(" x "));
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }
}
