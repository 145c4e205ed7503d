package dev.newsreel.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.newsreel.e2e.MetricsDoc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every alert can be read, is tested, and says what to do; it names only figures that exist. */
class AlertFilesTest {

  private static final Path RULES = Path.of("ops/prometheus/newsreel.rules.yml");
  private static final Path TESTS = Path.of("ops/prometheus/newsreel.rules.test.yml");
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
  private static final Pattern EXPR =
      Pattern.compile("(?s)expr: (?:>-\\s+)?(.*?)\\n {8}(?:for|labels):");

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static List<String> alerts() throws IOException {
    List<String> alerts = all(ALERT, Files.readString(RULES));
    assertThat(alerts).hasSizeGreaterThan(15).doesNotHaveDuplicates();
    return alerts;
  }

  @Test
  void everyAlertHasASectionThatSaysWhatToDo() throws IOException {
    String rules = Files.readString(RULES);
    String runbooks = Files.readString(Path.of("docs/runbooks.md"));

    for (String alert : alerts()) {
      String anchor = alert.toLowerCase(Locale.ROOT);
      assertThat(rules).contains("runbook_url: docs/runbooks.md#" + anchor + "\n");
      assertThat(runbooks).contains("\n## " + alert + "\n");
      String section = runbooks.substring(runbooks.indexOf("\n## " + alert + "\n"));
      int next = section.indexOf("\n## ", 1);
      assertThat(next < 0 ? section : section.substring(0, next))
          .as(alert)
          .contains("**Means.**", "**Look.**", "**Do.**");
    }
  }

  @Test
  void noSectionIsLeftOver() throws IOException {
    List<String> sections =
        all(Pattern.compile("(?m)^## (\\w+)$"), Files.readString(Path.of("docs/runbooks.md")));

    assertThat(alerts()).containsExactlyInAnyOrderElementsOf(sections);
  }

  @Test
  void expressionsNameOnlyFiguresThatExist() throws IOException {
    List<String> expressions = all(EXPR, Files.readString(RULES));
    assertThat(expressions).hasSameSizeAs(alerts());
    MetricsDoc doc = MetricsDoc.read();

    for (String expression : expressions) {
      assertThat(Expressions.names(expression)).as(expression).allMatch(doc::knows);
    }
  }

  @Test
  void aFigureThatDoesNotExistIsSeen() {
    Set<String> names =
        Expressions.names("sum by (feed) (rate(no_such_total{a=\"b\"}[5m])) > 0 and on () up == 1");

    assertThat(names).containsExactly("no_such_total");
    assertThat(names).noneMatch(MetricsDoc.read()::knows);
  }

  @Test
  void promtoolReadsTheRulesAndTheirTestsPass() {
    assumeTrue(Promtool.isThere("promtool"), "promtool is not installed");

    assertThat(Promtool.run("check", "rules", RULES.toString())).isEmpty();
    assertThat(Promtool.run("test", "rules", TESTS.toString())).isEmpty();
  }

  @Test
  void everyAlertIsFiredByAUnitTestOfTheRules() throws IOException {
    List<String> tested = all(Pattern.compile("alertname: (\\w+)"), Files.readString(TESTS));

    assertThat(tested).containsAll(alerts());
  }
}
