package dev.newsreel.job;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which jobs wait for a person, grouped by why they have stopped. It changes nothing. */
public final class Causes {

  private static final RedisScript CAUSES = RedisScript.of(Causes.class, "causes.lua");
  private static final int MOST_GROUPS = 100;
  private static final int NEWEST = 3;

  private final Redis redis;

  /** Makes the view. */
  public Causes(Redis redis) {
    this.redis = redis;
  }

  /**
   * Jobs that have stopped for the same reason.
   *
   * @param id names the group in calls
   * @param status {@code failed} or {@code held}
   * @param code our code of the failure
   * @param step the status in which it happened
   * @param provider who is to blame; null when nobody is
   * @param count how many they are
   * @param message what the newest of them says
   * @param next what a person can do, as the newest of them says
   * @param at when the newest of them has stopped
   * @param newest the newest ids, newest first
   */
  public record Group(
      String id,
      String status,
      String code,
      String step,
      String provider,
      long count,
      String message,
      String next,
      Instant at,
      List<String> newest) {

    private Group plus(Group other) {
      Group newer = newest.get(0).compareTo(other.newest.get(0)) > 0 ? this : other;
      List<String> ids = new ArrayList<>(newest);
      ids.addAll(other.newest);
      ids.sort(Comparator.reverseOrder());
      return newer.with(count + other.count, ids.subList(0, Math.min(NEWEST, ids.size())));
    }

    private Group with(long total, List<String> ids) {
      return new Group(id, status, code, step, provider, total, message, next, at, ids);
    }
  }

  /**
   * All groups.
   *
   * @param groups the largest first
   * @param unexplained how many jobs an older version has stopped, whose cause is in no group
   */
  public record All(List<Group> groups, long unexplained) {}

  /** Returns all groups, at most 100 of each partition. */
  public All all() {
    Map<String, Group> groups = new HashMap<>();
    long unexplained = 0;
    for (Partition partition : redis.all()) {
      List<String> keys = new ArrayList<>(List.of(partition.stopped()));
      Cause.STOPPED.forEach(status -> keys.add(partition.status(status.text())));
      List<Object> rows = redis.list(CAUSES, keys, MOST_GROUPS, NEWEST, partition.job(""));
      unexplained += Long.parseLong((String) rows.get(0));
      rows.subList(1, rows.size()).stream()
          .map(row -> group((List<?>) row))
          .forEach(group -> groups.merge(group.id(), group, Group::plus));
    }
    Comparator<Group> order = Comparator.comparingLong(Group::count).reversed();
    return new All(
        groups.values().stream().sorted(order.thenComparing(Group::id)).toList(), unexplained);
  }

  private static Group group(List<?> row) {
    String id = (String) row.get(0);
    String[] parts = id.split("\\.", -1);
    String data = (String) row.get(2);
    Failure why =
        data.isEmpty() ? null : StoredJob.readIfKnown(data).map(VideoJob::failure).orElse(null);
    return new Group(
        id,
        parts[0],
        parts[1],
        parts[2],
        parts[3].equals("-") ? null : parts[3],
        Long.parseLong((String) row.get(1)),
        why == null ? null : why.message(),
        why == null ? null : why.next(),
        why == null ? null : why.at(),
        row.subList(3, row.size()).stream().map(String.class::cast).toList());
  }
}
