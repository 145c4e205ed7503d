package dev.newsreel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.newsreel.check.RouteFile;
import dev.newsreel.check.RouteRules;
import dev.newsreel.check.RouteSet;
import dev.newsreel.routes.SchemaProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every route file obeys the schema and every rule: one test for each file and rule. */
class RouteFilesTest {

  private static final Path ROUTES = Path.of("routes");
  private static final Path SAMPLE = Path.of("src/test/resources/routes-sample");
  private static SchemaProblems problems;

  @BeforeAll
  static void loadSchema() {
    problems = new SchemaProblems();
  }

  @TestFactory
  Stream<DynamicTest> everyRouteFileObeysEveryRule() throws IOException {
    return tests(
        ROUTES,
        ProjectRoutes.read(ROUTES, Path.of("application.properties"), Path.of("src/main/java")));
  }

  @TestFactory
  Stream<DynamicTest> theSampleObeysEveryRule() throws IOException {
    return tests(SAMPLE, sample());
  }

  @Test
  void readsTheSample() throws IOException {
    assertThat(sample().files())
        .extracting(RouteFile::name)
        .containsExactly("0-error-handling.camel.yaml", "3-video.camel.yaml");
  }

  @Test
  void findsFilesOnceThereIsARoutesFolder() throws IOException {
    assertThat(Files.isDirectory(ROUTES))
        .isEqualTo(!ProjectRoutes.filesIn(ROUTES, ".camel.yaml").isEmpty());
  }

  @Test
  void schemaRefusesAnUnknownOption() {
    String yaml = "- route: {from: {uri: direct, colour: red, steps: []}}";

    assertThat(problems.of(yaml)).anyMatch(problem -> problem.contains("colour"));
  }

  @Test
  void schemaTakesAPlaceholderForANumberButNoOtherText() {
    String yaml = "- route: {startupOrder: '%s', from: {uri: direct, steps: []}}";

    assertThat(problems.of(yaml.formatted("{{order}}"))).isEmpty();
    assertThat(problems.of(yaml.formatted("first"))).isNotEmpty();
  }

  @Test
  void findsBeansAndRoutesNamedInJava() throws IOException {
    RouteSet found = sample();

    assertThat(found.javaBeans()).containsExactlyInAnyOrder("heyGen", "jobStore", "mergeJobs");
    assertThat(found.javaRoutes()).containsExactly("take-webhook");
  }

  private static RouteSet sample() throws IOException {
    return ProjectRoutes.read(SAMPLE, SAMPLE.resolve("sample.properties"), SAMPLE.resolve("java"));
  }

  private static Stream<DynamicTest> tests(Path folder, RouteSet routes) {
    List<DynamicTest> tests = new ArrayList<>();
    for (RouteFile file : routes.files()) {
      tests.add(
          dynamicTest(
              file.name() + ": schema",
              () ->
                  assertThat(problems.of(Files.readString(folder.resolve(file.name()))))
                      .as(file.name())
                      .isEmpty()));
      for (String rule : RouteRules.names()) {
        tests.add(
            dynamicTest(
                file.name() + ": " + rule,
                () -> assertThat(RouteRules.check(rule, file, routes)).isEmpty()));
      }
    }
    return tests.stream();
  }
}
