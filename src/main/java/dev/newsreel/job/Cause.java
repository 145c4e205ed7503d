package dev.newsreel.job;

import java.util.EnumSet;
import java.util.Set;

/**
 * Why a job has stopped, as far as it has that in common with others.
 *
 * @param status {@link Status#FAILED} or {@link Status#HELD}
 * @param code our code of the failure
 * @param step the status in which it happened
 * @param provider {@code openai}, {@code heygen}, {@code submagic}; null when none is to blame
 */
public record Cause(Status status, String code, Status step, String provider) {

  /** The statuses that wait for a person. */
  static final Set<Status> STOPPED = EnumSet.of(Status.FAILED, Status.HELD);

  private static final String NOBODY = "-";

  /** Returns the cause of a job that waits for a person; null for every other job. */
  static Cause of(VideoJob job) {
    Failure why = job.failure();
    return why == null || !STOPPED.contains(job.status())
        ? null
        : new Cause(job.status(), why.code(), why.step(), why.provider());
  }

  /** Returns the name under which callers and Redis know it, without blanks. */
  public String id() {
    return String.join(".", status.text(), code, step.text(), provider == null ? NOBODY : provider);
  }

  /** Returns the entry of a job in {@link dev.newsreel.redis.Partition#stopped}; null for none. */
  static String member(VideoJob job) {
    Cause cause = job == null ? null : of(job);
    return cause == null ? null : cause.id() + " " + job.id();
  }
}
