package dev.newsreel.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Addresses, keys, times and limits are properties, so that nobody edits a route to change one. The
 * feeds file is exempt: what it lists are addresses and schedules.
 */
final class LiteralRules {

  private static final Set<String> PROSE = Set.of("id", "description", "note", "message");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]*}}");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)\\b(https?|wss?|rediss?|ftps?)://|\\blocalhost\\b|\\b\\d{1,3}(\\.\\d{1,3}){3}\\b");
  private static final Pattern TIME =
      Pattern.compile(
          "(?i)(?<![\\w.-])\\d+(\\.\\d+)?\\s?(ms|millis|s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)"
              + "(?![\\w-])|\\bPT?(\\d+[DHMS])+\\b");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{2,}(\\.\\d+)?|-?[2-9]|-?\\d\\.\\d+");
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(api-?_?key|password|passwd|secret|token|authorization)$");

  private LiteralRules() {}

  static void addTo(Map<String, RouteRules.Rule> rules) {
    rules.put("no-literal-addresses", LiteralRules::addresses);
    rules.put("no-literal-times", LiteralRules::times);
    rules.put("no-literal-numbers", LiteralRules::numbers);
    rules.put("no-literal-secrets", LiteralRules::secrets);
  }

  private static List<Finding> addresses(RouteFile file, RouteSet all) {
    return refuse(file, (s, path, value) -> ADDRESS.matcher(outside(value)).find(), "address");
  }

  private static List<Finding> times(RouteFile file, RouteSet all) {
    return refuse(file, (s, path, value) -> TIME.matcher(outside(value)).find(), "time");
  }

  // 0 and 1 are switches (maximumRedeliveries: 0), and a constant may be an HTTP status.
  private static List<Finding> numbers(RouteFile file, RouteSet all) {
    return refuse(
        file,
        (s, path, value) -> !path.contains("constant") && NUMBER.matcher(value).matches(),
        "number");
  }

  private static List<Finding> secrets(RouteFile file, RouteSet all) {
    List<Finding> found =
        new ArrayList<>(
            refuse(file, (s, path, value) -> SECRET.matcher(path).matches() && set(value), "key"));
    found.addAll(
        refuse(
            file,
            (step, path, value) ->
                path.contains("constant")
                    && SECRET.matcher(Yaml.text(step.map(), "name")).matches()
                    && set(value),
            "key"));
    return found;
  }

  private static boolean set(String value) {
    return !value.isBlank()
        && !value.contains("{{")
        && !value.startsWith("#")
        && !value.startsWith("$");
  }

  private static List<Finding> refuse(RouteFile file, FormRules.Refusal refusal, String what) {
    FormRules.Refusal inOptions =
        (step, path, value) ->
            !PROSE.contains(Yaml.lastKey(path)) && refusal.refuses(step, path, value);
    Function<String, String> message =
        value -> what + " in '" + value + "'; write {{a.property}} and give it a default";
    List<Finding> found = new ArrayList<>(FormRules.inSteps(file, inOptions, message));
    if (!file.name().equals(ShapeRules.FEEDS)) {
      found.addAll(FormRules.inBeans(file, inOptions, message));
    }
    return found;
  }

  /** The value without its placeholders. */
  private static String outside(String value) {
    return PLACEHOLDER.matcher(value).replaceAll("");
  }
}
