package dev.newsreel.job;

/**
 * Whose turn a job takes in a fair queue. Each feed is a flow, and all that callers ask for in no
 * feed's name is one; flows take turns, and one of a greater weight has so many more of them.
 */
final class Flow {

  private static final String CALLERS = "http";
  // Powers of two: a turn is worth 1 / weight, and sums of that must be exact.
  private static final int CALLERS_WEIGHT = 8;
  private static final int HIGH_WEIGHT = 8;

  private Flow() {}

  /**
   * Returns a job's flow as Redis keeps it: weight and name. What has high priority is a flow of
   * its own, so that it does not wait for the rest of its feed.
   */
  static String of(Options options) {
    boolean high = Options.HIGH.equals(options.priority());
    int weight = (options.feed() == null ? CALLERS_WEIGHT : 1) * (high ? HIGH_WEIGHT : 1);
    String name = options.feed() == null ? CALLERS : "feed " + options.feed();
    return weight + " " + name + (high ? " high" : "");
  }
}
