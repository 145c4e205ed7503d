package dev.newsreel.routes;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a route names must exist: objects, their methods, and settings. */
final class ReferenceRules {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(.*?)}}");
  private static final Pattern REFERENCE = Pattern.compile("#(?:bean:)?([A-Za-z][\\w.-]*)");
  private static final Set<String> BEAN_KEYS =
      Set.of(
          "ref",
          "circuitBreaker",
          "configuration",
          "executorService",
          "onPrepare",
          "aggregationStrategy",
          "aggregationRepository",
          "idempotentRepository");

  private final Flow flow;
  private final Names names;
  private final Set<String> events;
  private final List<Finding> found;
  private final Map<String, String> beans = new HashMap<>();

  ReferenceRules(Flow flow, Names names, Set<String> events, List<Finding> found) {
    this.flow = flow;
    this.names = names;
    this.events = events;
    this.found = found;
  }

  void check() {
    beans.putAll(names.ours());
    flow.beans().forEach(this::declare);
    for (FlowRoute route : flow.routes()) {
      check(new Step(route, null, "from", route.from()), own(route.from()));
      for (Step step : route.steps()) {
        step.withAll().forEach(one -> check(one, own(one.body())));
      }
    }
  }

  private void declare(FlowRoute bean) {
    String name = bean.map().text("name");
    String type = bean.map().text("type");
    Finding here = Finding.inFile(bean.file(), bean.line(), "", "");
    if (names.ours().containsKey(name)) {
      refuse(here, "bean " + name + " would take the place of Newsreel's own", "Rename it");
    } else if (bean.map().containsKey("script") || Names.methods(type, "toString").isEmpty()) {
      refuse(here, "bean " + name + " has no class that is there", "Write a class under 'type'");
    } else {
      beans.put(name, type);
    }
  }

  private void refuse(Finding place, String wrong, String remedy) {
    found.add(Finding.inFile(place.file(), place.line(), wrong, remedy));
  }

  // What stands in the branches of a step is looked at with the steps there.
  private static YamlMap own(YamlMap body) {
    YamlMap own = new YamlMap(body.line());
    own.putAll(body);
    own.keySet()
        .removeAll(Set.of("steps", "doCatch", "doFinally", "otherwise", "onFallback", "note"));
    return own;
  }

  private void check(Step step, YamlMap own) {
    Values.plain(own, (key, value) -> plain(step, key, value));
    Values.maps(
        own,
        map -> {
          if (map.containsKey("method") && !(map.get("method") instanceof YamlMap)) {
            call(step, map.text("ref"), map.text("method"));
          }
        });
    if (step.kind().equals("bean") && !own.keySet().containsAll(Set.of("ref", "method"))) {
      found.add(Finding.in(step, "it does not say what it calls", "Write 'ref' and 'method'"));
    }
  }

  private void plain(Step step, String key, String value) {
    for (MatchResult place : PLACEHOLDER.matcher(value).results().toList()) {
      if (!names.settings().contains(place.group(1))) {
        String wrong = "there is no setting " + place.group(1);
        found.add(Finding.in(step, wrong, "docs/settings.md names them all"));
      }
    }
    var reference = REFERENCE.matcher(value);
    String bean = reference.matches() ? reference.group(1) : BEAN_KEYS.contains(key) ? value : "";
    if (!bean.isEmpty() && !bean.contains("{{") && !beans.containsKey(bean)) {
      found.add(Finding.in(step, "there is no object '" + bean + "'", "Look at its spelling"));
    }
  }

  private void call(Step step, String ref, String call) {
    String method = call.replaceFirst("\\(.*", "");
    List<Method> methods = Names.methods(beans.getOrDefault(ref, ""), method);
    boolean known = events.stream().anyMatch(e -> e.endsWith(ref + "." + method));
    boolean own = !names.ours().containsKey(ref);
    if (beans.containsKey(ref) && methods.isEmpty()) {
      found.add(Finding.in(step, ref + " has no method " + method, "Look at its spelling"));
    } else if (!own && !known && !ref.equals("mergeJobs") && !ref.equals("intake")) {
      String wrong = ref + "." + method + " is no step of the flow";
      found.add(Finding.in(step, wrong, "Call an object of your own instead"));
    } else if (own && !methods.isEmpty() && methods.stream().noneMatch(m -> fits(m, call))) {
      String wrong = ref + "." + method + " takes other arguments";
      found.add(Finding.in(step, wrong, "Look at the method"));
    }
  }

  private static boolean fits(Method method, String call) {
    if (!call.contains("(")) {
      return true;
    }
    String arguments = call.replaceFirst("^[^(]*\\(", "").replaceFirst("\\)$", "").strip();
    int given = arguments.isEmpty() ? 0 : arguments.split(",", -1).length;
    return method.getParameterCount() == given || method.isVarArgs();
  }
}
