package dev.newsreel.job;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import java.time.Instant;
import java.time.LocalDate;
import org.redisson.api.RSet;
import org.redisson.client.codec.StringCodec;

/**
 * What was recognised as a repeat, so that no second video was made of it: one set for each day, by
 * UTC. It is no money, only the base of an estimate of what was saved.
 */
public final class Deduped {

  private Deduped() {}

  /** Notes a repeat under its name. The same name on the same day counts once. */
  public static void note(Redis redis, String name, Instant at) {
    RSet<String> day = set(redis, redis.partitionOf(name), Books.day(at));
    if (day.add(name)) {
      day.expire(Books.LIFE);
    }
  }

  /** Returns how many were noted from one day to another, both included. */
  public static long count(Redis redis, LocalDate from, LocalDate to) {
    return from.datesUntil(to.plusDays(1))
        .mapToLong(day -> redis.all().stream().mapToLong(p -> set(redis, p, day).size()).sum())
        .sum();
  }

  private static RSet<String> set(Redis redis, Partition partition, LocalDate day) {
    return redis.client().getSet(partition.key("deduped:" + day), StringCodec.INSTANCE);
  }
}
