package dev.newsreel.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule can fail: small bad files, and what is said about them. */
class RouteRulesTest {

  /** A bad file and the rule, place and words it must be refused with. */
  record Bad(String rule, String where, String words, String file, String yaml) {
    @Override
    public String toString() {
      return rule + ": " + words;
    }
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void refuses(Bad bad) {
    RouteFile file = RouteFile.parse(bad.file(), bad.yaml());

    List<RouteViolation> found = RouteRules.check(bad.rule(), file, setOf(file));

    assertThat(found).as(bad.yaml()).isNotEmpty();
    assertThat(found)
        .anySatisfy(
            violation -> {
              assertThat(violation.route() + "/" + violation.step()).isEqualTo(bad.where());
              assertThat(violation.message()).contains(bad.words());
            });
  }

  @Test
  void everyRuleHasABadFile() throws IOException {
    assertThat(badFiles().map(Bad::rule).distinct())
        .containsExactlyInAnyOrderElementsOf(RouteRules.names());
  }

  @Test
  void saysNothingAboutAGoodFile() {
    RouteFile good = RouteFile.parse("1-good.camel.yaml", RouteSnippets.GOOD);

    assertThat(RouteRules.check(setOf(good))).isEmpty();
  }

  @Test
  void countsTheStepsOfABranchForItself() {
    String branch = RouteSnippets.logs("inner", 7).indent(12);
    String yaml =
        RouteSnippets.route(
            RouteSnippets.logs("outer", 6)
                + "- filter:\n    id: only-some\n    description: Only some\n    steps:\n"
                + branch);
    RouteFile file = RouteFile.parse("1-good.camel.yaml", yaml);

    assertThat(RouteRules.check("step-count", file, setOf(file))).isEmpty();
  }

  @Test
  void refusesAnIdThatAnotherFileUses() {
    RouteFile one = RouteFile.parse("1-one.camel.yaml", RouteSnippets.GOOD);
    RouteFile two = RouteFile.parse("2-two.camel.yaml", RouteSnippets.GOOD);
    RouteSet both = new RouteSet(List.of(one, two), Set.of(), Set.of("heyGen"), Set.of());

    assertThat(RouteRules.check("unique-ids", two, both))
        .extracting(RouteViolation::message)
        .contains("id 'make-video' is used again");
  }

  @Test
  void namesFileRouteStepAndRuleInOneLine() {
    RouteViolation violation = new RouteViolation("1-a.camel.yaml", "r", "s", "bare-uri", "bad");

    assertThat(violation).hasToString("1-a.camel.yaml, route r, step s: bad [bare-uri]");
  }

  @Test
  void refusesARuleNameItDoesNotKnow() {
    RouteFile file = RouteFile.parse("1-good.camel.yaml", RouteSnippets.GOOD);

    assertThatThrownBy(() -> RouteRules.check("no-such-rule", file, setOf(file)))
        .hasMessageContaining("no-such-rule");
  }

  private static RouteSet setOf(RouteFile file) {
    return new RouteSet(List.of(file), Set.of("known"), Set.of("heyGen"), Set.of());
  }

  /** The snippets of {@code bad-routes.txt}: a head line of four fields, then the YAML. */
  static Stream<Bad> badFiles() throws IOException {
    List<Bad> bad = new ArrayList<>();
    try (var in = RouteRulesTest.class.getResourceAsStream("/bad-routes.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String part : text.split("(?m)^=== ", -1)) {
        if (!part.isBlank() && !part.startsWith("#")) {
          bad.add(badFile(part));
        }
      }
    }
    return Stream.concat(bad.stream(), RouteSnippets.tooLong());
  }

  private static Bad badFile(String part) {
    String[] head = part.lines().findFirst().orElseThrow().split(" \\| ", -1);
    String yaml = part.substring(part.indexOf('\n') + 1);
    boolean wholeFile = yaml.startsWith("- route") || yaml.startsWith("!");
    String file = head.length > 3 ? head[3].strip() : "1-bad.camel.yaml";
    String body = wholeFile ? yaml.replaceFirst("^!\n", "") : RouteSnippets.route(yaml);
    return new Bad(head[0].strip(), head[1].strip(), head[2].strip(), file, body);
  }
}
