package dev.newsreel.script;

import dev.newsreel.job.Script;
import dev.newsreel.watch.Figures;

/**
 * Counts what good scripts have saved: {@code script.cached}, {@code script.repairs} by what came
 * of them, and {@code script.seconds.cut}, seconds that would have been rendered without the bound.
 */
final class Savings {

  private final Figures figures;

  Savings(Figures figures) {
    this.figures = figures;
    figures.count("script.cached", 0);
    figures.count("script.seconds.cut", 0);
  }

  void cached() {
    figures.count("script.cached");
  }

  /** Notes a repair; {@code script} is what came of it, null when nothing did. */
  void repaired(FaultyScript faulty, Script script) {
    String outcome = script == null ? "failed" : script.note() == null ? "mended" : "cut";
    figures.count("script.repairs", "code", faulty.code(), "outcome", outcome);
    figures.count("script.seconds.cut", seconds(faulty, script));
  }

  /** Returns how many seconds need not be rendered because a script was too long. */
  static int seconds(FaultyScript faulty, Script script) {
    boolean tooLong = script != null && faulty.code().equals(FaultyScript.TOO_LONG);
    return tooLong ? Math.max(0, faulty.seconds() - script.spokenSeconds()) : 0;
  }
}
