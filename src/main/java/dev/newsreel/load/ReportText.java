package dev.newsreel.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as people read it on a terminal. */
public final class ReportText {

  private ReportText() {}

  /** Returns its lines. */
  public static List<String> lines(Report report) {
    List<String> lines = new ArrayList<>();
    report.conditions().forEach((name, value) -> lines.add("%-10s %s".formatted(name, value)));
    lines.add("");
    for (Figure figure : Figure.values()) {
      Double value = report.figure(figure);
      if (value != null) {
        lines.add(
            "%-23s %10s %-8s %s"
                .formatted(figure.key(), number(value), figure.unit(), figure.about()));
      }
    }
    lines.add("");
    for (Report.Check check : report.checks()) {
      lines.add(
          "%-6s %s: %s".formatted(check.holds() ? "ok" : "FAILED", check.name(), check.found()));
    }
    lines.add("");
    lines.add(row("", "prototype", "wanted", "here"));
    for (Scorecard.Line line : Scorecard.of(report)) {
      String here = line.here() == null ? "not measured" : line.here();
      lines.add(
          row(line.what(), line.prototype(), line.wanted(), here)
              + (Boolean.FALSE.equals(line.met()) ? "  missed" : ""));
    }
    return lines;
  }

  private static String row(String what, String prototype, String wanted, String here) {
    return "%-18s %-10s %-13s %s".formatted(what, prototype, wanted, here);
  }

  /** Returns a figure with as many digits as mean something. */
  static String number(double value) {
    double size = Math.abs(value);
    String form = size >= 1000 || value == Math.rint(value) ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value);
  }
}
