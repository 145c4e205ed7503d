package dev.newsreel.job;

import java.time.Duration;

/**
 * How many jobs may be accepted under one name.
 *
 * @param name what is counted, in the job's partition
 * @param most how many at the most, at least 1
 * @param life how long the count is kept after the last of them
 */
public record Quota(String name, int most, Duration life) {

  /** Returns the end of the key under which the jobs of such a name are counted. */
  public static String key(String name) {
    return "count:" + name;
  }
}
