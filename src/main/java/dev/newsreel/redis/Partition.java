package dev.newsreel.redis;

/**
 * The key names of one partition. Every key carries the hash tag {@code {p}}, so that on a Redis
 * Cluster all keys that one script touches lie in one slot. The layout is described in {@code
 * docs/redis.md}.
 *
 * @param number 0 to {@code redis.partitions - 1}
 */
public record Partition(int number) {

  /** The group in which all nodes read a queue. */
  public static final String GROUP = "newsreel";

  /** Returns the hash of one job: version, data, text. */
  public String job(String id) {
    return key("job:" + id);
  }

  /** Returns the list of one job's history, oldest first. */
  public String history(String id) {
    return key("history:" + id);
  }

  /** Returns the sorted set of all job ids, in id order (all scores are 0). */
  public String all() {
    return key("idx:all");
  }

  /** Returns the sorted set of the ids of the jobs in one status. */
  public String status(String status) {
    return key("idx:status:" + status);
  }

  /** Returns the sorted set of the ids of the jobs that one feed made. */
  public String feed(String feed) {
    return key("idx:feed:" + feed);
  }

  /**
   * Returns the sorted set of the jobs that wait for a person, each with its cause before its id.
   */
  public String stopped() {
    return key("idx:stopped");
  }

  /** Returns the hash from a provider's id to our job id. */
  public String providerIds(String provider) {
    return key("idx:" + provider);
  }

  /** Returns the stream of one queue. */
  public String queue(String queue) {
    return key("q:" + queue);
  }

  /** Returns the sorted set of the jobs that wait to be let into a fair queue. */
  public String line(String queue) {
    return key("q:" + queue + ":line");
  }

  /** Returns the stream of what one queue gave up on. */
  public String dead(String queue) {
    return key("q:" + queue + ":dead");
  }

  /** Returns the hash with what delayed messages of one queue carry. */
  public String delayed(String queue) {
    return key("q:" + queue + ":delayed");
  }

  /** Returns the sorted set of all that is to happen later; score = epoch milliseconds. */
  public String due() {
    return key("due");
  }

  /** Returns the list of how long one stage took lately, newest first. */
  public String recent(String stage) {
    return key("recent:" + stage);
  }

  /** Returns the books of a day (a hash) or a month (a number), such as {@code 2026-11-25}. */
  public String spend(String period) {
    return key("spend:" + period);
  }

  /** Returns any other key of this partition. */
  public String key(String rest) {
    return "newsreel:{" + number + "}:" + rest;
  }

  /** Returns the member under which {@code key} waits in {@link #due()} for {@code queue}. */
  public static String dueMember(String queue, String key) {
    return queue + "|" + key;
  }

  /**
   * Returns the member under which a whole message, with a body of its own, waits in {@link
   * #due()}. It is another than that of a plain key, so that neither moves the other.
   */
  public static String messageMember(String queue, String key) {
    return dueMember(queue, key) + "|message";
  }
}
