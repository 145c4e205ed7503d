package dev.newsreel.job;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which videos were asked for together. A batch is written down before its first video, and names
 * the videos that it will make: so a repeat after a crash makes the same ones.
 */
public final class Batches {

  private static final RedisScript SAVE = RedisScript.of(Batches.class, "batch.lua");
  // Videos may wait for a long time, and are kept after that.
  private static final Duration LONGEST_LIFE = Duration.ofDays(30);

  private final Redis redis;
  private final JobStore jobs;

  /** Makes the store. */
  public Batches(Redis redis, JobStore jobs) {
    this.redis = redis;
    this.jobs = jobs;
  }

  /**
   * One batch.
   *
   * @param createdAt when it was first written down
   * @param videos what was asked for, as far as it was accepted
   */
  public record Batch(Instant createdAt, List<Item> videos) {}

  /**
   * One video of a batch.
   *
   * @param index the place of the request that made it, from 0
   * @param id the job's id
   */
  public record Item(int index, String id) {}

  /** Returns the id of the batch that belongs to a new job id; always the same. */
  public static String idOf(String jobId) {
    return "b" + jobId.substring(1);
  }

  /** Returns whether this could be the id of a batch. */
  public static boolean isId(String text) {
    return text != null && text.startsWith("b_") && JobIds.isId("v" + text.substring(1));
  }

  /** Returns the id of the job at a place of a batch; always the same. */
  public String jobId(String batchId, int index) {
    return JobIds.child("v" + batchId.substring(1), index, redis.partitions());
  }

  /**
   * Keeps a batch for as long as its videos can be expected to be kept. A repeat keeps the time of
   * the first.
   */
  public void keep(String id, List<Item> videos) {
    redis.text(
        SAVE,
        List.of(key(id)),
        jobs.now().toString(),
        Json.write(videos),
        Long.toString(LONGEST_LIFE.plus(jobs.retention()).toMillis()));
  }

  /** Returns a batch; empty when there is none, or it was forgotten. */
  public Optional<Batch> find(String id) {
    if (!isId(id) || partition(id) >= redis.partitions()) {
      return Optional.empty();
    }
    var fields = redis.client().<String, String>getMap(key(id)).readAllMap();
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Batch(
                Instant.parse(fields.get("at")),
                List.of(Json.read(fields.get("videos"), Item[].class))));
  }

  private static int partition(String id) {
    return JobIds.partition("v" + id.substring(1));
  }

  private String key(String id) {
    return new Partition(partition(id)).key("batch:" + id);
  }
}
