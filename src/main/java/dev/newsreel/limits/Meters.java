package dev.newsreel.limits;

import dev.newsreel.job.JobIndex;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what becomes of jobs: {@code video.started}, {@code video.success}, {@code video.failure},
 * {@code video.held}, {@code video.cancelled}, {@code video.duration}, attempts that come again
 * ({@code openai.retry}, {@code heygen.retry}, {@code submagic.retry}, {@code publish.retry}), and
 * gauges of the jobs in each status.
 */
public final class Meters {

  private static final Logger LOG = LoggerFactory.getLogger(Meters.class);
  private static final long FRESH = Duration.ofSeconds(5).toNanos();

  private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
  private volatile Counts counts = new Counts(Map.of(), 0);

  private record Counts(Map<Status, Long> byStatus, long at) {}

  /** Makes counters that count in vain until {@link #publish} is called. */
  public Meters() {}

  /** Notes one saved edge. */
  public void saved(VideoJob before, VideoJob after) {
    if (before == null) {
      registry.counter("video.started").increment();
    } else if (before.status() == after.status()
        && after.attempts().count() > before.attempts().count()) {
      retried(after);
    } else if (before.status() != after.status()) {
      ended(after);
    }
  }

  private void retried(VideoJob job) {
    String provider = job.status().provider();
    String code = job.attempts().cause().split(":", 2)[0];
    count((provider == null ? job.status().queue() : provider) + ".retry", "code", code);
  }

  /** Counts one happening. */
  void count(String name, String... tags) {
    registry.counter(name, tags).increment();
  }

  private void ended(VideoJob job) {
    switch (job.status()) {
      case DONE -> {
        registry.counter("video.success").increment();
        registry.timer("video.duration").record(Duration.between(job.createdAt(), job.updatedAt()));
      }
      case FAILED -> registry.counter("video.failure", "code", job.failure().code()).increment();
      case HELD -> registry.counter("video.held", "code", job.failure().code()).increment();
      case CANCELLED ->
          registry.counter("video.cancelled", "code", job.failure().code()).increment();
      default -> LOG.trace("{} is {}", job.id(), job.status());
    }
  }

  /**
   * Shows the counters in a registry, and how many jobs there are in each status.
   *
   * @param index asked at most every few seconds
   */
  public void publish(MeterRegistry target, JobIndex index) {
    addTo(target);
    for (Status status : Status.values()) {
      Gauge.builder("videos", () -> count(index, status))
          .tag("status", status.text())
          .register(registry);
    }
  }

  /** Shows the counters in a registry. */
  void addTo(MeterRegistry target) {
    registry.add(target);
  }

  // Without Redis each gauge would wait in vain for as long as the first one did.
  private static Counts counted(JobIndex index) {
    try {
      return new Counts(index.counts(), System.nanoTime());
    } catch (RedisException e) {
      LOG.debug("How many videos there are is not known now", e);
      return new Counts(Map.of(), System.nanoTime());
    }
  }

  private double count(JobIndex index, Status status) {
    if (counts.at() == 0 || System.nanoTime() - counts.at() > FRESH) {
      counts = counted(index);
    }
    Long count = counts.byStatus().get(status);
    return count == null ? Double.NaN : (double) count;
  }
}
