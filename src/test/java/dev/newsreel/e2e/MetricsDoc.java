package dev.newsreel.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tables of {@code docs/metrics.md}. */
public final class MetricsDoc {

  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| `([a-z0-9_]+)`(\\*?) \\| (counter|gauge|histogram|summary) \\| ([^|]*)\\| .+ \\|$");
  private static final Pattern LABEL = Pattern.compile("`([a-z]+)`");

  private final Map<String, Row> rows = new TreeMap<>();

  /**
   * One figure.
   *
   * @param later whether it appears with its first happening only
   */
  record Row(String type, boolean later, Set<String> labels) {}

  private MetricsDoc() {}

  /** Reads the file of the project. */
  public static MetricsDoc read() {
    try {
      MetricsDoc doc = new MetricsDoc();
      String text = Files.readString(Path.of("docs/metrics.md"));
      ROW.matcher(text).results().forEach(doc::row);
      return doc;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void row(MatchResult row) {
    Set<String> labels = new TreeSet<>();
    LABEL.matcher(row.group(4)).results().forEach(label -> labels.add(label.group(1)));
    rows.put(row.group(1), new Row(row.group(3), !row.group(2).isEmpty(), labels));
  }

  Map<String, Row> rows() {
    return rows;
  }

  /** Returns whether a name in an expression is that of a documented figure. */
  public boolean knows(String name) {
    return rows.containsKey(name)
        || rows.containsKey(name.replaceAll("_(bucket|count|sum|max)$", ""))
        || name.matches("(jvm|process|system)_\\w+");
  }
}
