package dev.newsreel.job;

import java.time.Instant;

/**
 * What will take the job up next. Every job that has not ended has exactly one, so nothing waits
 * unseen.
 *
 * @param queue the queue in which the job's id lies, or will lie
 * @param at when it is put there; null when it is there already
 */
public record Wake(String queue, Instant at) {

  /** Returns the call to take the job up as soon as a worker is free. */
  public static Wake now(String queue) {
    return new Wake(queue, null);
  }
}
