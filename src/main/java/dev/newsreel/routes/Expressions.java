package dev.newsreel.routes;

import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Language;

/** Expressions are in a language that is there, and can be read. */
final class Expressions {

  private static final Set<String> LANGUAGES =
      Set.of("simple", "constant", "header", "exchangeProperty", "variable", "method");
  private static final Set<String> TESTS = Set.of("filter", "loop", "choice");

  private final List<Finding> found;
  private final Language simple;

  Expressions(Language simple, List<Finding> found) {
    this.simple = simple;
    this.found = found;
  }

  /** Returns the language in which routes test a field or read one. */
  static Language simple() {
    CamelContext context = new DefaultCamelContext(false);
    context.build();
    return context.resolveLanguage("simple");
  }

  void check(Flow flow) {
    flow.routes().stream()
        .flatMap(route -> route.steps().stream())
        .flatMap(step -> step.withAll().stream())
        .forEach(this::check);
  }

  private void check(Step step) {
    if (step.kind().equals("log")) {
      read(step, step.body().text("message"), false);
    }
    boolean tests = TESTS.contains(step.kind());
    step.body().maps("when").forEach(when -> check(step, when.map("expression"), true));
    check(step, step.body().map("expression"), tests);
    if (tests && !step.kind().equals("choice") && !step.body().containsKey("expression")) {
      String remedy = "Write 'expression:' and the condition below it";
      found.add(Finding.in(step, "it has no condition", remedy));
    }
  }

  private void check(Step step, YamlMap expression, boolean test) {
    for (String language : expression.keySet()) {
      if (!LANGUAGES.contains(language)) {
        String remedy = "Use one of " + String.join(", ", LANGUAGES.stream().sorted().toList());
        found.add(Finding.in(step, "the language " + language + " is not there", remedy));
      }
    }
    if (expression.containsKey("simple")) {
      read(step, expression.map("simple").text("expression"), test);
    }
  }

  private void read(Step step, String text, boolean test) {
    String bare = text.replaceAll("\\{\\{.*?}}", "x");
    if (bare.matches("(?s).*\\$\\{(bean|ref|camelContext|sys|env|exec)\\b.*")) {
      String wrong = "its expression reaches beyond what travels";
      found.add(Finding.in(step, wrong, "Use a bean method"));
      return;
    }
    try {
      if (test) {
        simple.createPredicate(bare);
      } else {
        simple.createExpression(bare);
      }
    } catch (RuntimeCamelException | IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      found.add(Finding.in(step, "its expression cannot be read: " + message, "Put it right"));
    }
  }
}
