package dev.newsreel.forecast;

import dev.newsreel.job.JobIds;
import dev.newsreel.job.StageTime.Stage;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.VideoJob;
import dev.newsreel.limits.ProviderState;
import dev.newsreel.limits.ProviderStates;
import dev.newsreel.redis.Redis;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a video should be finished: by what waits before it, how many renders run at once and how
 * long the stages took lately. Pauses of a provider are not foreseen.
 */
public final class Forecast {

  private static final Logger LOG = LoggerFactory.getLogger(Forecast.class);
  private static final long FRESH = Duration.ofSeconds(2).toNanos();
  private static final Set<Status> UNWRITTEN = Set.of(Status.QUEUED, Status.SCRIPTING);

  private final Lines lines;
  private final ProviderStates states;
  private final Clock clock;
  private volatile Surroundings known;

  /** What is the same for all jobs, as it was seen at {@code nanos}. */
  private record Surroundings(Pace pace, ProviderState.Slots slots, List<Long> video, long nanos) {}

  /** Makes the forecast. */
  public Forecast(Redis redis, ProviderStates states, Clock clock) {
    this.lines = new Lines(redis);
    this.states = states;
    this.clock = clock;
  }

  /**
   * Returns what can be said of a job. Without Redis nothing can, which is no failure: what was
   * accepted is accepted.
   */
  public Estimate of(VideoJob job) {
    if (job.status().ended()) {
      return Estimate.NONE;
    }
    try {
      return estimate(job, surroundings());
    } catch (RedisException e) {
      LOG.debug("No estimate for {}", job.id(), e);
      return Estimate.NONE;
    }
  }

  private Surroundings surroundings() {
    Surroundings now = known;
    if (now == null || System.nanoTime() - now.nanos() > FRESH) {
      now = new Surroundings(lines.pace(), states.slots(), lines.all().video(), System.nanoTime());
      known = now;
    }
    return now;
  }

  private Estimate estimate(VideoJob job, Surroundings around) {
    boolean waits =
        UNWRITTEN.contains(job.status())
            || (job.status() == Status.RENDERING && job.step() == Step.READY);
    Long position = waits ? position(job, around) : null;
    Duration left = position == null ? Duration.ZERO : wait(position, around);
    boolean measured = true;
    for (Stage stage : Stage.values()) {
      if (stage.compareTo(stage(job)) >= 0) {
        measured &= around.pace().isMeasured(stage);
        left = left.plus(stage == stage(job) ? rest(job, around) : around.pace().mean(stage));
      }
    }
    String basis = measured ? "measured" : "assumed";
    return new Estimate(position, begin(job).plus(left), basis, obstacle(job));
  }

  private String obstacle(VideoJob job) {
    boolean waits = job.step() == Step.READY && job.wake() != null && job.wake().at() == null;
    Status next = job.status() == Status.QUEUED ? Status.SCRIPTING : job.status();
    return waits
        ? states.recent().stream()
            .filter(state -> state.provider().equals(next.provider()))
            .map(ProviderState::obstacle)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null)
        : null;
  }

  // The other partitions take turns with the job's own.
  private long position(VideoJob job, Surroundings around) {
    long own = lines.place(job);
    List<Long> video = around.video();
    int home = JobIds.partition(job.id());
    long others = 0;
    for (int i = 0; i < video.size(); i++) {
      others += i == home ? 0 : Math.min(video.get(i), own);
    }
    return own + others;
  }

  private static Duration wait(long position, Surroundings around) {
    long most = around.slots().most();
    long free = Math.max(0, most - around.slots().taken());
    Duration render = around.pace().mean(Stage.RENDER);
    return position < free
        ? Duration.ZERO
        : render.multipliedBy(position - free + 1).dividedBy(Math.max(1, most));
  }

  private static Stage stage(VideoJob job) {
    return switch (job.status()) {
      case RENDERING -> Stage.RENDER;
      case CAPTIONING -> Stage.CAPTIONS;
      case PUBLISHING -> Stage.PUBLISH;
      default -> Stage.SCRIPT;
    };
  }

  // What takes longer than usual is taken to be nearly finished.
  private Duration rest(VideoJob job, Surroundings around) {
    Duration mean = around.pace().mean(stage(job));
    Instant since = job.step() == Step.ORDERED ? orderedAt(job) : null;
    if (since == null) {
      return mean;
    }
    Duration left = mean.minus(Duration.between(since, clock.instant()));
    Duration least = mean.dividedBy(10);
    return left.compareTo(least) < 0 ? least : left;
  }

  private static Instant orderedAt(VideoJob job) {
    return job.status() == Status.RENDERING ? job.heygen().orderedAt() : job.submagic().orderedAt();
  }

  // An ordered job is not waiting for its wake-up, but for the provider.
  private Instant begin(VideoJob job) {
    Instant now = clock.instant();
    Instant at = job.step() == Step.ORDERED || job.wake() == null ? null : job.wake().at();
    return at == null || at.isBefore(now) ? now : at;
  }
}
