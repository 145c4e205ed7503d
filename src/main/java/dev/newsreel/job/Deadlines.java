package dev.newsreel.job;

import java.time.Duration;
import java.time.Instant;

/** How long a provider may take for its answer; the time in our own queues does not count. */
public final class Deadlines {

  private Deadlines() {}

  /** Up to this age of an order its provider is asked every {@code reconcile.after}. */
  private static final Duration YOUNG = Duration.ofHours(1);

  /**
   * Returns how long to wait for the next look at an order: {@code after} for an hour, then longer
   * and longer as it ages.
   */
  public static Duration nextLook(VideoJob job, Instant now, Duration after) {
    Instant ordered = orderedAt(job);
    Duration age = ordered == null ? Duration.ZERO : Duration.between(ordered, now);
    Duration sixth = age.dividedBy(6);
    return age.compareTo(YOUNG) <= 0 || sixth.compareTo(after) <= 0 ? after : sixth;
  }

  /**
   * Returns the first common moment after {@code wait}, less up to one {@code period}: whoever
   * looks in the same period then does so together, in one call.
   */
  public static Instant together(Instant now, Duration wait, Duration period) {
    long step = Math.max(1, period.toMillis());
    return Instant.ofEpochMilli(Math.floorDiv(now.plus(wait).toEpochMilli(), step) * step);
  }

  private static Instant orderedAt(VideoJob job) {
    return job.status() == Status.RENDERING
        ? job.heygen().orderedAt()
        : job.submagic() == null ? null : job.submagic().orderedAt();
  }

  /** Returns whether the provider that the job waits for has had its time. */
  public static boolean passed(VideoJob job, Instant now, Duration patience) {
    Instant ordered = orderedAt(job);
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
