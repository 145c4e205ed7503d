package dev.newsreel.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A figure of times, with the boundaries of its histogram.
 *
 * @param name such as {@code video.duration}
 * @param bounds upper bounds of its buckets, rising
 */
public record TimeScale(String name, List<Duration> bounds) {

  /** Returns one for what takes from seconds to a day, as renders and whole videos do. */
  public static TimeScale ofJobs(String name) {
    return new TimeScale(
        name, seconds(1, 5, 15, 30, 60, 120, 300, 600, 900, 1200, 1800, 2700, 3600, 7200, 21600));
  }

  /** Returns one for what takes from a moment to an hour, as deliveries do. */
  public static TimeScale ofDeliveries(String name) {
    return new TimeScale(name, seconds(1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600));
  }

  private static List<Duration> seconds(long... seconds) {
    return Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toList();
  }

  /** Returns the timer with these tags, made when it is not there yet. */
  Timer timer(MeterRegistry registry, String... tags) {
    return Timer.builder(name)
        .tags(tags)
        .serviceLevelObjectives(bounds.toArray(Duration[]::new))
        .register(registry);
  }
}
