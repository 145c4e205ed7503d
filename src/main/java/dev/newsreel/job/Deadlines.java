package dev.newsreel.job;

import java.time.Duration;
import java.time.Instant;

/** How long a provider may take for its answer; the time in our own queues does not count. */
public final class Deadlines {

  private Deadlines() {}

  /** Returns whether the provider that the job waits for has had its time. */
  public static boolean passed(VideoJob job, Instant now, Duration patience) {
    Instant ordered =
        job.status() == Status.RENDERING
            ? job.heygen().orderedAt()
            : job.submagic() == null ? null : job.submagic().orderedAt();
    return ordered != null && !now.isBefore(ordered.plus(patience));
  }

  /** Returns the failure of a job whose provider has had its time. */
  public static Failure silent(VideoJob job, Instant now) {
    boolean video = job.status() == Status.RENDERING;
    return new Failure(
        Waiting.SILENT,
        (video ? "HeyGen" : "Submagic") + " has not finished the video within reconcile.deadline",
        job.status(),
        video ? "heygen" : "submagic",
        null,
        "Retry looks again and buys nothing; a late video is still taken",
        now);
  }
}
