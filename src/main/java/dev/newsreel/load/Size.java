package dev.newsreel.load;

import java.time.Duration;

/** How much is asked for. Reports can only be compared when their sizes are the same. */
public enum Size {
  /** Seconds: shows that the load test itself works, and measures nothing. */
  QUICK,

  /** About five minutes. */
  DEFAULT,

  /** As long as 100,000 parked jobs need. */
  FULL;

  private static final Duration LONGEST_DEFAULT = Duration.ofMinutes(20);
  private static final Duration LONGEST_FULL = Duration.ofHours(3);

  /**
   * What is posted to a node whose providers answer at once.
   *
   * @param perSecond the pace of the first part
   * @param seconds how long it lasts
   * @param flood how many are posted as fast as they are taken
   * @param faulty how many are posted while calls to providers fail
   */
  record Posts(int perSecond, int seconds, int flood, int faulty) {}

  /**
   * Jobs that wait for their renders.
   *
   * @param jobs how many
   * @param backlog how many are posted just before the node is killed
   * @param released how many renders end after the restart
   */
  record Parked(int jobs, int backlog, int released) {}

  /**
   * What comes while jobs wait.
   *
   * @param perSecond webhooks a second
   * @param seconds how long they come
   * @param idle silent connections
   */
  record Hooks(int perSecond, int seconds, int idle) {}

  Posts posts() {
    return switch (this) {
      case QUICK -> new Posts(20, 2, 60, 20);
      case DEFAULT -> new Posts(20, 15, 2000, 200);
      case FULL -> new Posts(20, 60, 5000, 500);
    };
  }

  Parked parked() {
    return switch (this) {
      case QUICK -> new Parked(60, 20, 10);
      case DEFAULT -> new Parked(5000, 500, 200);
      case FULL -> new Parked(100_000, 1000, 1000);
    };
  }

  Hooks hooks() {
    return switch (this) {
      case QUICK -> new Hooks(20, 2, 20);
      case DEFAULT -> new Hooks(200, 10, 5000);
      case FULL -> new Hooks(200, 25, 5000);
    };
  }

  /** Returns the setting {@code reconcile.after} of the nodes on which jobs wait. */
  Duration reconcileAfter() {
    return switch (this) {
      case QUICK -> Duration.ofSeconds(5);
      case DEFAULT -> Duration.ofSeconds(30);
      case FULL -> Duration.ofMinutes(10);
    };
  }

  /** Returns after what time the whole is given up. */
  Duration longest() {
    return this == FULL ? LONGEST_FULL : LONGEST_DEFAULT;
  }
}
