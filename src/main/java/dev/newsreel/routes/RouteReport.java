package dev.newsreel.routes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was found in {@code routes/}. */
public final class RouteReport {

  private final List<Finding> findings;
  private final Map<String, String> texts;
  private final Flow flow;

  RouteReport(List<Finding> findings, Map<String, String> texts, Flow flow) {
    this.findings = findings.stream().distinct().toList();
    this.texts = Map.copyOf(texts);
    this.flow = flow;
  }

  /** Returns for what nothing starts; empty when all is in order. */
  public List<Finding> refused() {
    return findings.stream().filter(Finding::refused).toList();
  }

  /** Returns what should be better, but stops nothing. */
  public List<Finding> advice() {
    return findings.stream().filter(finding -> !finding.refused()).toList();
  }

  /** Returns what is refused: one sentence, or several in a list. */
  public String refusal() {
    List<Finding> refused = refused();
    if (refused.size() == 1) {
      return "routes/ is not in order: " + refused.get(0);
    }
    return "routes/ is not in order, "
        + refused.size()
        + " things are wrong:\n"
        + refused.stream().map(f -> "  " + f).collect(Collectors.joining("\n"));
  }

  /**
   * Returns the pattern under which Camel loads the files that were checked. The feeds are not
   * among them: they are read entry by entry, so that a bad one does not stop the others.
   */
  public String pattern(Path folder) {
    return texts.keySet().stream()
        .sorted()
        .map(file -> "file:" + folder.resolve(file))
        .collect(Collectors.joining(","));
  }

  /** Returns what was read, by file. */
  Map<String, String> texts() {
    return texts;
  }

  /** Returns what was understood of it. */
  Flow flow() {
    return flow;
  }
}
