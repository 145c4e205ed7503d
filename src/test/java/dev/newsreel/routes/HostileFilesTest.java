package dev.newsreel.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lies in the folder is told in plain words, soon and without harm. */
class HostileFilesTest {

  private static final RouteCheck CHECK = new RouteCheck(OwnRoutes.settings());
  private static final String NAME = "3-video.camel.yaml";
  private static final String OWN =
      """
      - route:
          id: own-route
          description: A route of one's own
          routeConfigurationId: error-handling
          from:
            id: own-start
            description: Where it starts
            uri: %s
            parameters:
              %s
            steps:
              - %s
      """;
  private static final String LOG = "log: {id: own-log, description: Tell, message: Hello}";

  private final OwnRoutes own = new OwnRoutes();
  @TempDir private Path folder;

  @BeforeEach
  void copy() throws IOException {
    for (Map.Entry<String, String> file : own.texts().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  static Stream<Arguments> texts() {
    String good = new OwnRoutes().texts().get(NAME);
    return Stream.of(
        Arguments.of("", "empty"),
        Arguments.of("# nothing\n", "empty"),
        Arguments.of("route: {}\n", "no list"),
        Arguments.of("- 7\n", "no list"),
        Arguments.of(good.substring(0, good.length() / 2).stripTrailing() + ": [", "no YAML"),
        Arguments.of(good.replace("        ", "\t"), "no YAML"),
        Arguments.of(good + "---\n" + good, "no YAML"),
        Arguments.of(good.replaceFirst("id: request-video", "id: a\n    id: b"), "twice"),
        Arguments.of("- &a [1]\n- *a\n", "alias"),
        Arguments.of(bomb(), "alias"),
        Arguments.of("[".repeat(100_000), "deeply"),
        Arguments.of("- route: !java.lang.Runtime {}\n", "it"),
        Arguments.of(good + "#".repeat(300_000), "256 KiB"),
        Arguments.of("\u0000\u0001\u0002", "no YAML"),
        Arguments.of("- rest: {}\n", "'rest' at the top"),
        Arguments.of("- intercept: {}\n", "'intercept' at the top"),
        Arguments.of("- from: {uri: direct, parameters: {name: x}}\n", "'from' at the top"));
  }

  private static String bomb() {
    StringBuilder text = new StringBuilder("- &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      text.append("- &a%d [*a%d, *a%d]\n".formatted(i, i - 1, i - 1));
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aFileThatIsNoneIsRefusedByName(String text, String words) throws IOException {
    Files.writeString(folder.resolve(NAME), text);

    assertRefused(words);
  }

  private void assertRefused(String words) {
    RouteReport report = CHECK.check(folder);

    assertThat(report.refused())
        .as(report.refusal())
        .anySatisfy(
            finding -> {
              assertThat(finding.file()).isEqualTo(NAME);
              assertThat(finding.wrong()).contains(words);
            });
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Files.write(folder.resolve(NAME), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

    assertRefused("no text in UTF-8");
  }

  @Test
  void aLinkToNowhereAndAFolderAreRefused() throws IOException {
    Files.delete(folder.resolve(NAME));
    Files.createSymbolicLink(folder.resolve(NAME), Path.of("/nowhere"));
    assertRefused("no file");
    Files.delete(folder.resolve(NAME));
    Files.createDirectory(folder.resolve(NAME));
    assertRefused("no file");
  }

  @Test
  void aLinkToAGoodFileAndWhatEditorsLeaveBehindDoNoHarm() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("video");
    Files.move(folder.resolve(NAME), elsewhere);
    Files.createSymbolicLink(folder.resolve(NAME), elsewhere);
    Files.createSymbolicLink(folder.resolve(".#" + NAME), Path.of("/nowhere"));
    Files.writeString(folder.resolve(NAME + "~"), "old");
    Files.writeString(folder.resolve("4711.camel.yaml.swp"), "old");

    assertThat(CHECK.check(folder).refused()).isEmpty();
  }

  @Test
  void aFileThatNobodyReadsIsAdvice() throws IOException {
    Files.writeString(folder.resolve("9-own.yaml"), "- route: {}\n");

    RouteReport report = CHECK.check(folder);

    assertThat(report.refused()).isEmpty();
    assertThat(report.advice()).extracting(Finding::file).containsExactly("9-own.yaml");
  }

  @Test
  void aMissingFolderIsNamed() {
    RouteReport report = CHECK.check(folder.resolve("none"));

    assertThat(report.refusal()).contains("no folder").contains("none");
  }

  static Stream<Arguments> ownRoutes() {
    String timer = "timerName: own";
    return Stream.of(
        Arguments.of("platform-http", "path: /own", LOG, "opens a door"),
        Arguments.of("jetty", "name: own", LOG, "opens a door"),
        Arguments.of("direct", "name: own", LOG, "nothing goes to direct own"),
        Arguments.of("redis-stream", "name: video", LOG, "and so does route"),
        Arguments.of("timer", timer, to("direct", "name: await-video"), "past its guards"),
        Arguments.of("timer", timer, to("direct", "name: accept-article"), "past its guards"),
        Arguments.of("timer", timer, to("direct", "name: nobody"), "no route begins"),
        Arguments.of("timer", timer, to("redis-stream", "name: video"), "may not send"),
        Arguments.of("timer", timer, to("exec", "name: rm"), "may not send"),
        Arguments.of("timer", timer, to("http", "httpUri: '{{heygen.base-url}}/v3'"), "may not"),
        Arguments.of("timer", timer, bean("heyGen", "claim"), "reached by no job"),
        Arguments.of("timer", timer, bean("redis", "eval"), "no method eval"),
        Arguments.of("timer", timer, bean("redis", "close"), "no step of the flow"),
        Arguments.of("timer", timer, bean("nobody", "call"), "no object 'nobody'"),
        Arguments.of("timer", timer, "log: {id: a, description: a, message: '${body'}", "read"),
        Arguments.of(
            "timer", timer, "log: {id: a, description: a, message: '${bean:x}'}", "beyond"),
        Arguments.of("timer", timer, "log: {id: a, description: a, message: '{{no}}'}", "setting"),
        Arguments.of("timer", "timerName: '{{env:HOME}}'", LOG, "no setting env:HOME"),
        Arguments.of("timer", "timerName: localhost", LOG, "an address"),
        Arguments.of("timer", "apiKey: test", LOG, "a secret"),
        Arguments.of("timer", timer, header("groovy: {expression: 1}"), "groovy"),
        Arguments.of("timer?period=1", timer, LOG, "uri is"));
  }

  private static String to(String uri, String parameter) {
    return "to: {id: own-to, description: Send, uri: %s, parameters: {%s}}"
        .formatted(uri, parameter);
  }

  private static String bean(String ref, String method) {
    return "bean: {id: own-bean, description: Call, ref: %s, method: %s}".formatted(ref, method);
  }

  private static String header(String expression) {
    return "setHeader: {id: own-header, description: Set, name: x, expression: {%s}}"
        .formatted(expression);
  }

  @ParameterizedTest
  @MethodSource("ownRoutes")
  void aRouteOfOnesOwnMayNotReachIntoTheFlow(
      String uri, String parameter, String step, String words) {
    String text = OWN.formatted(uri, parameter, step);

    RouteReport report = CHECK.check(own.with("9-own.camel.yaml", text));

    assertThat(report.refused())
        .as(report.refusal())
        .anySatisfy(
            finding -> {
              assertThat(finding.file()).isEqualTo("9-own.camel.yaml");
              assertThat(finding.wrong()).contains(words);
            });
  }

  @Test
  void aRouteOfOnesOwnBesideTheFlowIsTaken() {
    String text =
        OWN.formatted("timer", "timerName: own", to("direct", "name: own-direct"))
            + OWN.replaceAll("own-(route|start|log)", "second-$1")
                .formatted("direct", "name: own-direct", LOG.replace("own", "second"));

    RouteReport report = CHECK.check(own.with("9-own.camel.yaml", text));

    assertThat(report.refused()).as(report.refusal()).isEmpty();
  }

  @Test
  void aStageMayBeSplitAndRenamedAndStandInAnotherFile() {
    Map<String, String> texts = own.without(NAME);
    texts.put("3-a.camel.yaml", own.texts().get(NAME).replace("await-video", "wait-for-it"));
    texts.computeIfPresent(
        "6-reconcile.camel.yaml", (name, text) -> text.replace("await-video", "wait-for-it"));

    RouteReport report = CHECK.check(texts);

    assertThat(report.refused()).as(report.refusal()).isEmpty();
  }

  @Test
  void aBeanMayNotTakeTheNameOfOneOfOurs() {
    String text = "- beans:\n    - {name: heyGen, type: java.lang.Object}\n";

    RouteReport report = CHECK.check(own.with("9-own.camel.yaml", text));

    assertThat(report.refusal()).contains("9-own.camel.yaml").contains("take the place");
  }
}
