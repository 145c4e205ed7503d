package dev.newsreel.observe;

import dev.newsreel.job.Status;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import dev.newsreel.watch.Lately;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at what lies in Redis: one cheap script for each partition, every few seconds at most. */
public final class Store {

  /** All queues that our routes read. */
  public static final List<String> QUEUES =
      List.of(
          "captions",
          "captions-answers",
          "feeds",
          "notify",
          "publish",
          "retire",
          "script",
          "video",
          "video-answers",
          "video-lost",
          "video-reconcile");

  private static final RedisScript FIGURES = RedisScript.of(Store.class, "figures.lua");

  private final Redis redis;
  private final Clock clock;
  private final Lately<StoreFigures> lately;

  /** Makes one that has not looked yet. */
  public Store(Redis redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
    this.lately = new Lately<>(this::look, Lately.Terms.ofFigures());
  }

  /** Returns what was seen in the last seconds; empty when Redis does not tell. */
  Optional<StoreFigures> recent() {
    return lately.get();
  }

  private StoreFigures look() {
    StoreFigures figures = new StoreFigures(clock.instant());
    for (Partition partition : redis.all()) {
      List<String> keys = new ArrayList<>(List.of(partition.due(), partition.key("money:waiting")));
      for (Status status : Status.values()) {
        keys.add(partition.status(status.text()));
      }
      QUEUES.forEach(queue -> keys.add(partition.queue(queue)));
      String indexes = Integer.toString(Status.values().length);
      figures.add(redis.list(FIGURES, keys, Partition.GROUP, indexes), QUEUES);
    }
    return figures;
  }
}
