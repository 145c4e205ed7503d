package dev.newsreel.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/**
 * Where this node counts. It is there before anything that counts, so that nothing is missed; all
 * figures are described in {@code docs/metrics.md}.
 *
 * @param registry what the scrape shows
 * @param feeds names of feeds, the same ones in all figures
 * @param codes our stable codes of causes
 * @param loops what has to turn on this node
 */
public record Figures(MeterRegistry registry, Labels feeds, Labels codes, Loops loops) {

  private static final int MOST_FEEDS = 50;
  private static final int MOST_CODES = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Returns figures that a registry shows.
   *
   * @param patience the shortest time after which a loop stands still
   */
  public static Figures in(MeterRegistry registry, Duration patience) {
    Loops loops = new Loops(registry, patience);
    return new Figures(registry, new Labels(MOST_FEEDS), new Labels(MOST_CODES), loops);
  }

  /** Returns figures that a registry shows, with the usual patience. */
  public static Figures in(MeterRegistry registry) {
    return in(registry, PATIENCE);
  }

  /** Returns figures that nobody sees. */
  public static Figures unseen() {
    return in(new SimpleMeterRegistry());
  }

  /** Counts one happening; the tags are names and values in turn. */
  public void count(String name, String... tags) {
    count(name, 1, tags);
  }

  /** Counts an amount, which may be 0: then the figure is there. */
  public void count(String name, double amount, String... tags) {
    registry.counter(name, tags).increment(amount);
  }

  /** Notes how long something took; below zero, as by a clock that was put back, counts as zero. */
  public void took(TimeScale scale, Duration time, String... tags) {
    scale.timer(registry, tags).record(time.isNegative() ? Duration.ZERO : time);
  }
}
