package dev.newsreel.money;

import dev.newsreel.job.FoundJobs;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.VideoJob;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Gives back what is set aside for nothing: a node may die between an edge and what follows from
 * it. The jobs themselves say what they need.
 */
final class Sweep {

  private static final Duration APART = Duration.ofSeconds(20);
  private static final long NEVER = 1L << 40;

  private final JobStore jobs;
  private final Reservations reservations;
  private final Needs needs;
  private final Duration patience;
  private volatile Instant last = Instant.EPOCH;

  /**
   * Makes a sweep.
   *
   * @param patience how long the answer to an order is waited for after its job has stopped
   */
  Sweep(JobStore jobs, Reservations reservations, Needs needs, Duration patience) {
    this.jobs = jobs;
    this.reservations = reservations;
    this.needs = needs;
    this.patience = patience;
  }

  /** Sweeps, unless this node has done so a moment ago. */
  void atTimes(Instant now) {
    if (now.isAfter(last.plus(APART))) {
      last = now;
      run(now);
    }
  }

  /** Looks at every job for which something is set aside, or that waits for money. */
  void run(Instant now) {
    Set<String> ids = new HashSet<>(reservations.all().keySet());
    ids.addAll(reservations.waits().keySet());
    FoundJobs found = jobs.look(ids);
    for (VideoJob job : found.jobs()) {
      ids.remove(job.id());
      if (job.status().ended() && now.isAfter(job.updatedAt().plus(patience))) {
        reservations.forget(job.id(), job.version());
      } else {
        reservations.reduce(job, needs.most(job), waits(job));
      }
    }
    // A newer node knows what its jobs need.
    found.newer().forEach(ids::remove);
    ids.forEach(id -> reservations.forget(id, NEVER));
  }

  /** Returns whether a job says that it waits for money. */
  static boolean waits(VideoJob job) {
    String cause = job.attempts().cause();
    return !job.status().ended() && cause != null && cause.startsWith("budget_");
  }
}
