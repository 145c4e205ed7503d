package dev.newsreel.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.e2e.MetricsDoc;
import dev.newsreel.job.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The dashboard can be read, shows figures that exist, and its panels do not hide each other. */
class DashboardTest {

  private static final int WIDTH = 24;

  private final JsonNode board = read();

  private static JsonNode read() {
    try {
      return Json.tree(Files.readAllBytes(Path.of("ops/grafana/newsreel.json")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    board.path("panels").forEach(panels::add);
    return panels;
  }

  private List<String> expressions() {
    List<String> expressions = new ArrayList<>();
    board.findValues("expr").forEach(expr -> expressions.add(expr.asText()));
    return expressions;
  }

  @Test
  void rowsAnswerQuestionsInTheirOrder() {
    List<String> rows =
        panels().stream()
            .filter(panel -> panel.path("type").asText().equals("row"))
            .map(panel -> panel.path("title").asText())
            .toList();

    assertThat(rows)
        .containsExactly(
            "Is it healthy?",
            "Flow",
            "Providers",
            "Money",
            "Feeds",
            "Webhooks and reconciler",
            "Nodes");
  }

  @Test
  void everyPanelHasAnIdATitleAndAPlaceOfItsOwn() {
    Set<Integer> ids = new HashSet<>();
    Set<String> cells = new HashSet<>();
    for (JsonNode panel : panels()) {
      String title = panel.path("title").asText();
      assertThat(title).isNotBlank();
      assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
      JsonNode place = panel.path("gridPos");
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(WIDTH);
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          String cell = (place.path("x").asInt() + x) + " " + (place.path("y").asInt() + y);
          assertThat(cells.add(cell)).as(title).isTrue();
        }
      }
    }
  }

  @Test
  void everyPanelSaysWhatItShows() {
    for (JsonNode panel : panels()) {
      if (!panel.path("type").asText().equals("row")) {
        String title = panel.path("title").asText();
        assertThat(panel.path("description").asText()).as(title).isNotBlank();
        assertThat(panel.path("targets")).as(title).isNotEmpty();
        assertThat(panel.at("/datasource/uid").asText()).as(title).isEqualTo("${datasource}");
      }
    }
  }

  @Test
  void expressionsNameOnlyFiguresThatExist() {
    MetricsDoc doc = MetricsDoc.read();

    assertThat(expressions()).hasSizeGreaterThan(50);
    for (String expression : expressions()) {
      assertThat(Expressions.names(expression)).as(expression).allMatch(doc::knows);
    }
  }

  @Test
  void prometheusReadsEveryExpression() throws IOException {
    assumeTrue(Promtool.isThere("promtool"), "promtool is not installed");
    StringBuilder rules = new StringBuilder("groups: [{name: dashboard, rules: [");
    int number = 0;
    for (String expression : expressions()) {
      String plain = expression.replace("$__rate_interval", "1m");
      rules.append("{record: 'a%d', expr: %s},%n".formatted(number++, Json.write(plain)));
    }
    Path file = Path.of("target/dashboard.rules.yml");
    Files.writeString(file, rules.append("]}]"));

    assertThat(Promtool.run("check", "rules", file.toString())).isEmpty();
  }
}
