package dev.newsreel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports: their form, which must not change, and how two are compared. */
class ReportTest {

  private static final Path DOC = Path.of("docs/load-test.md");

  @TempDir private Path folder;

  private static Report report(double rate) {
    Report report = new Report(new HashMap<>(Map.of("version", "1.2.3", "cores", 2)));
    report.set(Figure.FLOOD_FINISHED, rate);
    report.set(Figure.ACCEPT_P99, 12.34567);
    report.set(Figure.ACCEPT_MAX, null);
    report.ended(1000, 1000);
    report.ended(1000, 998);
    report.same("videos bought", 2000, 2000);
    report.end(299.7);
    return report;
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void jsonHasItsFormOfVersionOne() {
    JsonNode json = Json.tree(report(50).toJson().getBytes(StandardCharsets.UTF_8));

    assertThat(json.path("report").asInt()).isEqualTo(1);
    assertThat(json.at("/conditions/version").asText()).isEqualTo("1.2.3");
    assertThat(json.path("seconds").asInt()).isEqualTo(300);
    assertThat(json.path("figures").path("flood.finished").asDouble()).isEqualTo(50);
    assertThat(json.path("figures").path("accept.p99").asDouble()).isEqualTo(12.346);
    assertThat(json.path("figures").has("accept.max")).isFalse();
    assertThat(json.path("figures").path("success").asDouble()).isEqualTo(99.9);
    assertThat(json.at("/checks/0/holds").asBoolean()).isTrue();
    assertThat(json.at("/scorecard/0/here").asText()).isEqualTo("4,320,000");
    assertThat(json.at("/scorecard/0/met").asBoolean()).isTrue();
    assertThat(json.at("/scorecard/3").has("here")).as("not measured").isFalse();
  }

  @Test
  void textEndsWithTheScorecard() {
    List<String> lines = ReportText.lines(report(0.001));

    assertThat(lines.subList(lines.size() - 4, lines.size()))
        .satisfiesExactly(
            line -> assertThat(line).contains("videos a day", "10 to 20", "1000", " 86", "missed"),
            line -> assertThat(line).contains("seconds to answer", "5 to 10", "0.012 (p99)"),
            line -> assertThat(line).contains("success, %", "95", "99.5", "99.90"),
            line -> assertThat(line).contains("at once", "5 to 10", "100", "not measured"));
  }

  @Test
  void aCountThatDisagreesIsNamed() {
    Report report = report(1);
    report.same("three nodes: videos bought", 300, 301);

    assertThat(report.holds()).isFalse();
    assertThat(ReportText.lines(report)).contains("FAILED three nodes: videos bought: 301 for 300");
  }

  @Test
  void comparisonNamesWhatDiffers() throws IOException {
    Path before = file("before.json", report(50).toJson());
    Path after = file("after.json", report(40).toJson().replace("1.2.3", "1.3.0"));

    List<String> lines = Comparison.lines(before, after);

    assertThat(lines).first().asString().contains("version", "1.2.3", "1.3.0");
    assertThat(lines)
        .filteredOn(l -> l.startsWith("flood.finished"))
        .first()
        .asString()
        .contains("50", "40", "-20 %", "worse");
    assertThat(lines)
        .filteredOn(l -> l.startsWith("accept.p99"))
        .first()
        .asString()
        .contains("+0 %")
        .doesNotContain("worse");
  }

  @Test
  void whatIsNoReportIsRefused() throws IOException {
    Path good = file("good.json", report(1).toJson());
    Path later = file("later.json", report(1).toJson().replace("\"report\" : 1", "\"report\" : 2"));

    assertThatThrownBy(() -> Comparison.lines(good, folder.resolve("none.json")))
        .isInstanceOf(LoadFailed.class)
        .hasMessageContaining("none.json");
    assertThatThrownBy(() -> Comparison.lines(later, good))
        .isInstanceOf(LoadFailed.class)
        .hasMessageContaining("later.json is no report of version 1");
  }

  @Test
  void sharesOfTimesCountFailuresAsEndless() {
    Times times = Times.of(List.of(3_000_000L, 1_000_000L, 2_000_000L, Times.FAILED));

    assertThat(times.at(0.5)).isEqualTo(2.0);
    assertThat(times.at(0.75)).isEqualTo(3.0);
    assertThat(times.at(0.99)).isNull();
    assertThat(times.taken()).isEqualTo(3);
    assertThat(Times.of(List.of()).at(0.5)).isNull();
  }

  @Test
  void metricsAreAddedUpByLabel() {
    Metrics metrics =
        Metrics.of(
            """
            # HELP queue_waiting messages
            queue_waiting{queue="video"} 3.0
            queue_waiting{queue="script"} 4.0
            queue_waiting_total 9.0
            due_lag_seconds NaN
            """);

    assertThat(metrics.sum("queue_waiting", "")).isEqualTo(7);
    assertThat(metrics.sum("queue_waiting", "queue=\"video\"")).isEqualTo(3);
    assertThat(metrics.sum("due_lag_seconds", "")).isZero();
  }

  @Test
  void docExplainsEveryFigureInOrder() throws IOException {
    String rows =
        String.join(
            "",
            Stream.of(Figure.values())
                .map(f -> "| `%s` | %s | %s |%n".formatted(f.key(), f.unit(), f.about()))
                .toList());

    assertThat(Files.readString(DOC))
        .withFailMessage("%s must hold:%n%n%s", DOC, rows)
        .contains(rows);
  }
}
