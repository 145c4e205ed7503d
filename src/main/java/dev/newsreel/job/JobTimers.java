package dev.newsreel.job;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When jobs are looked at again. It never changes a job. */
public final class JobTimers {

  private static final RedisScript POSTPONE = RedisScript.of(JobTimers.class, "postpone.lua");
  private static final RedisScript ENQUEUE = RedisScript.of(JobTimers.class, "enqueue.lua");

  private final Redis redis;

  /** Makes the timers. */
  public JobTimers(Redis redis) {
    this.redis = redis;
  }

  /** Plans another look at jobs in a queue. A repeat moves the time. */
  public void postpone(String queue, Collection<String> ids, Instant at) {
    Map<Integer, List<Object>> members = new HashMap<>();
    for (String id : ids) {
      members
          .computeIfAbsent(
              JobIds.partition(id), p -> new ArrayList<>(List.of(Long.toString(at.toEpochMilli()))))
          .add(Partition.dueMember(queue, id));
    }
    members.forEach(
        (p, args) -> redis.text(POSTPONE, List.of(redis.partition(p).due()), args.toArray()));
  }

  /** Puts a job into a queue that is not fair, at once. A repeat makes a second, harmless look. */
  public void enqueue(String queue, String id, String body) {
    redis.text(ENQUEUE, List.of(redis.partition(JobIds.partition(id)).queue(queue)), id, body);
  }
}
