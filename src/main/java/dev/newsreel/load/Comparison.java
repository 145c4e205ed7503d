package dev.newsreel.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two reports side by side. */
public final class Comparison {

  private static final double NOTABLE = 0.15;

  private Comparison() {}

  /**
   * Returns the lines to print: conditions that differ, then each figure of both.
   *
   * @throws LoadFailed when a file is no report, or of another version
   */
  public static List<String> lines(Path before, Path after) {
    JsonNode old = read(before);
    JsonNode now = read(after);
    List<String> lines = new ArrayList<>();
    now.path("conditions")
        .properties()
        .forEach(
            entry -> {
              JsonNode was = old.path("conditions").path(entry.getKey());
              if (!was.equals(entry.getValue())) {
                lines.add(
                    "differs: %s was %s, is %s"
                        .formatted(entry.getKey(), was.asText("unknown"), entry.getValue()));
              }
            });
    lines.add("%-23s %10s %10s %8s".formatted("", "before", "after", "change"));
    for (Figure figure : Figure.values()) {
      JsonNode was = old.path("figures").path(figure.key());
      JsonNode is = now.path("figures").path(figure.key());
      if (was.isNumber() && is.isNumber()) {
        lines.add(line(figure, was.asDouble(), is.asDouble()));
      }
    }
    return lines;
  }

  private static String line(Figure figure, double was, double is) {
    String change = was == 0 ? "" : String.format(Locale.ROOT, "%+.0f %%", 100 * (is - was) / was);
    double gain = was == 0 ? 0 : figure.better() * (is - was) / was;
    String word = gain < -NOTABLE ? "  worse" : gain > NOTABLE ? "  better" : "";
    return "%-23s %10s %10s %8s %s%s"
        .formatted(
            figure.key(),
            ReportText.number(was),
            ReportText.number(is),
            change,
            figure.unit(),
            word)
        .stripTrailing();
  }

  private static JsonNode read(Path file) {
    try {
      JsonNode report = Json.tree(Files.readAllBytes(file));
      if (report.path("report").asInt() != Report.VERSION) {
        throw new LoadFailed(file + " is no report of version " + Report.VERSION);
      }
      return report;
    } catch (IOException e) {
      throw new LoadFailed("There is no report " + file, e);
    }
  }
}
