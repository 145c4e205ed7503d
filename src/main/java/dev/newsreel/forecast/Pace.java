package dev.newsreel.forecast;

import dev.newsreel.job.StageTime;
import dev.newsreel.job.StageTime.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How fast the stages are, by the videos that were finished lately on all nodes. */
final class Pace {

  // Stand-ins until the first video has shown how long it takes.
  private static final Map<Stage, Duration> ASSUMED =
      Map.of(
          Stage.SCRIPT, Duration.ofSeconds(5),
          Stage.RENDER, Duration.ofMinutes(5),
          Stage.CAPTIONS, Duration.ofMinutes(3),
          Stage.PUBLISH, Duration.ofSeconds(20));
  private static final Duration HOUR = Duration.ofHours(1);

  private final Map<Stage, List<StageTime>> times = new EnumMap<>(Stage.class);

  /** Makes the pace that these times show. */
  Pace(Collection<StageTime> recent) {
    for (Stage stage : Stage.values()) {
      times.put(stage, recent.stream().filter(t -> t.stage() == stage).toList());
    }
  }

  /** How one stage was lately; the figures are left out while nothing is known. */
  record Summary(int videos, Double meanSeconds, Double medianSeconds) {}

  /** Returns how long a stage takes on average, or is assumed to take. */
  Duration mean(Stage stage) {
    List<StageTime> known = times.get(stage);
    return known.isEmpty()
        ? ASSUMED.get(stage)
        : known.stream()
            .map(StageTime::took)
            .reduce(Duration.ZERO, Duration::plus)
            .dividedBy(known.size());
  }

  /** Returns whether the times of a stage are known. */
  boolean isMeasured(Stage stage) {
    return !times.get(stage).isEmpty();
  }

  /** Returns the figures of a stage. */
  Summary summary(Stage stage) {
    List<Duration> took = times.get(stage).stream().map(StageTime::took).sorted().toList();
    if (took.isEmpty()) {
      return new Summary(0, null, null);
    }
    return new Summary(took.size(), seconds(mean(stage)), seconds(took.get(took.size() / 2)));
  }

  private static double seconds(Duration time) {
    return Math.round((double) time.toMillis() / 100) / 10.0;
  }

  /**
   * Returns how many videos were finished in the hour before {@code now}; where more were than are
   * kept, by the rate of those that are.
   */
  long finishedLastHour(Instant now) {
    List<StageTime> hour =
        times.get(Stage.PUBLISH).stream().filter(t -> t.at().isAfter(now.minus(HOUR))).toList();
    if (hour.size() < StageTime.KEPT || hour.size() < times.get(Stage.PUBLISH).size()) {
      return hour.size();
    }
    Instant first = hour.stream().map(StageTime::at).min(Instant::compareTo).orElse(now);
    long span = Math.max(1, Duration.between(first, now).toMillis());
    return hour.size() * HOUR.toMillis() / span;
  }
}
