package dev.newsreel.routes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a step is, whatever it is called: {@code heyGen.claim}, {@code http
 * {{heygen.base-url}}/v3/videos}, {@code filter publisher.keeps}.
 *
 * @param name what it is recognised by
 * @param options all its other options, nested ones with dots
 */
record Event(String name, Map<String, String> options) {

  private static final Set<String> PROSE = Set.of("id", "description", "note", "disabled");
  private static final Set<String> BRANCHES =
      Set.of("steps", "doCatch", "doFinally", "when", "otherwise", "onFallback");

  static Event of(Step step) {
    YamlMap body = step.body();
    Map<String, String> options = options(body);
    String name =
        switch (step.kind()) {
          case "bean" -> bean(body, options);
          case "to" -> to(body, options);
          case "filter", "loop", "split" -> step.kind() + " " + expression(body, options);
          case "idempotentConsumer" -> repeats(body, options);
          case "aggregate" -> "aggregate " + take(options, "aggregationRepository");
          case "circuitBreaker" -> breaker(options);
          case "unmarshal" -> unmarshal(body);
          case "doTry" -> tries(step, options);
          default -> step.kind();
        };
    return new Event(name, options);
  }

  private static String take(Map<String, String> options, String key) {
    return String.valueOf(options.remove(key));
  }

  private static String bean(YamlMap body, Map<String, String> options) {
    String method = body.text("method");
    options.remove("ref");
    // A call that says which arguments it wants is not the usual one.
    if (!method.contains("(")) {
      options.remove("method");
    }
    return body.text("ref") + "." + method.replaceFirst("\\(.*", "");
  }

  private static String to(YamlMap body, Map<String, String> options) {
    String address = FlowRoute.address(body);
    options.remove("uri");
    options.remove(address.startsWith("http ") ? "httpUri" : "name");
    return address;
  }

  private static String expression(YamlMap body, Map<String, String> options) {
    YamlMap expression = body.map("expression");
    options.keySet().removeIf(key -> key.startsWith("expression."));
    YamlMap method = expression.map("method");
    if (expression.size() == 1 && Set.of("ref", "method").equals(method.keySet())) {
      return method.text("ref") + "." + method.text("method");
    }
    YamlMap simple = expression.map("simple");
    boolean plain = expression.size() == 1 && Set.of("expression").equals(simple.keySet());
    return plain ? simple.text("expression") : "with " + expression;
  }

  private static String repeats(YamlMap body, Map<String, String> options) {
    options.put("expression", expression(body, options));
    return "idempotentConsumer " + take(options, "idempotentRepository");
  }

  private static String breaker(Map<String, String> options) {
    String prefix = "resilience4jConfiguration.";
    String name = take(options, prefix + "circuitBreaker");
    Map<String, String> bare = new TreeMap<>();
    options.forEach((key, value) -> bare.put(key.replace(prefix, ""), value));
    options.clear();
    options.putAll(bare);
    return "circuitBreaker " + name;
  }

  private static String unmarshal(YamlMap body) {
    String format =
        body.keySet().stream().filter(k -> !PROSE.contains(k)).findFirst().orElse("nothing");
    return "unmarshal " + format;
  }

  private static String tries(Step step, Map<String, String> options) {
    for (YamlMap part : step.body().maps("doCatch")) {
      String caught = part.get("exception") instanceof List<?> list ? list.toString() : "[]";
      String all = caught.substring(1, caught.length() - 1);
      options.merge("caught", all, (one, other) -> one + " and " + other);
      options.putAll(strange(part));
    }
    if (step.body().containsKey("doFinally")) {
      options.put("doFinally", "");
    }
    return "doTry";
  }

  private static Map<String, String> strange(YamlMap part) {
    Map<String, String> strange = options(part);
    strange.keySet().removeIf(key -> key.startsWith("exception."));
    return strange;
  }

  /** Returns the options of something, without what is only said of it and without its branches. */
  static Map<String, String> options(YamlMap body) {
    Map<String, String> options = new TreeMap<>();
    for (Map.Entry<String, Object> entry : body.entrySet()) {
      boolean said = PROSE.contains(entry.getKey()) || BRANCHES.contains(entry.getKey());
      if (entry.getKey().equals("parameters") && entry.getValue() instanceof YamlMap map) {
        add(options, "", map);
      } else if (!said) {
        add(options, entry.getKey(), entry.getValue());
      }
    }
    return options;
  }

  private static void add(Map<String, String> options, String path, Object value) {
    if (value instanceof YamlMap map) {
      map.forEach((key, inner) -> add(options, path.isEmpty() ? key : path + "." + key, inner));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        add(options, path + "." + i, list.get(i));
      }
    } else {
      options.put(path, String.valueOf(value).strip());
    }
  }
}
