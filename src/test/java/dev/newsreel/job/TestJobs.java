package dev.newsreel.job;

import dev.newsreel.redis.Redis;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Stores for tests: ended jobs are kept thirty days, and nobody counts. */
public final class TestJobs {

  private TestJobs() {}

  /** Returns a store. */
  public static JobStore store(Redis redis, String node, Clock clock) {
    return new JobStore(redis, node, clock, Duration.ofDays(30), (before, after) -> {});
  }

  /** Returns a job as it is when it was saved at this time. */
  public static VideoJob stamped(VideoJob job, Instant at) {
    return job.with(d -> d.updatedAt = at);
  }
}
