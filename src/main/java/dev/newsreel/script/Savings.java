package dev.newsreel.script;

import dev.newsreel.job.Script;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/**
 * Counts what good scripts have saved: {@code script.cached}, {@code script.repairs} by what came
 * of them, and {@code script.seconds.cut}, seconds that would have been rendered without the bound.
 */
public final class Savings implements MeterBinder {

  private final CompositeMeterRegistry registry = new CompositeMeterRegistry();

  @Override
  public void bindTo(MeterRegistry target) {
    registry.add(target);
  }

  void cached() {
    registry.counter("script.cached").increment();
  }

  /** Notes a repair; {@code script} is what came of it, null when nothing did. */
  void repaired(FaultyScript faulty, Script script) {
    String outcome = script == null ? "failed" : script.note() == null ? "mended" : "cut";
    registry.counter("script.repairs", "code", faulty.code(), "outcome", outcome).increment();
    registry.counter("script.seconds.cut").increment(seconds(faulty, script));
  }

  /** Returns how many seconds need not be rendered because a script was too long. */
  static int seconds(FaultyScript faulty, Script script) {
    boolean tooLong = script != null && faulty.code().equals(FaultyScript.TOO_LONG);
    return tooLong ? Math.max(0, faulty.seconds() - script.spokenSeconds()) : 0;
  }
}
