package dev.newsreel.job;

import dev.newsreel.redis.Receipt;
import java.util.Objects;

/**
 * One edge that is to be saved.
 *
 * @param before the job as it was read; null for a new job
 * @param after the job as it shall be
 * @param event what the history says about it
 * @param receipt the queue entry that is settled with it; null when none is
 */
public record Change(VideoJob before, VideoJob after, Event event, Receipt receipt) {

  /** Returns what the job has paid with this edge and before. */
  Costs costs() {
    Costs until = before == null ? Costs.NONE : before.costs();
    return until.plus(event.provider(), event.usd());
  }

  /** Returns whether a stage begins with this edge; queued and scripting are one stage. */
  boolean beginsStage() {
    return before == null || !Objects.equals(before.status().queue(), after.status().queue());
  }

  /** Returns the edge that begins a job. */
  public static Change accept(VideoJob job) {
    return new Change(null, job, Event.of("accepted"), null);
  }

  /** Returns an edge that leaves the queue entry where it is, as the safety net of a crash. */
  public static Change keeping(VideoJob before, VideoJob after, String event) {
    return new Change(before, after, Event.of(event), null);
  }
}
