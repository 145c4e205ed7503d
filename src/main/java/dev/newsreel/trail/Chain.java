package dev.newsreel.trail;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import dev.newsreel.redis.RedisUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ObjLongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links entries to the end of the trail in Redis. The hashes are made here, for the end as we know
 * it; Redis takes them only if that still is the end, else they are made anew.
 */
final class Chain {

  private static final Logger LOG = LoggerFactory.getLogger(Chain.class);
  private static final RedisScript APPEND = RedisScript.of(Chain.class, "append.lua");
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Redis redis;
  private final BooleanSupplier patient;
  private final List<String> keys;
  private Head head = Head.NONE;

  /** Makes the chain; as long as {@code patient} says so it waits for a Redis that is away. */
  Chain(Redis redis, BooleanSupplier patient) {
    this.redis = redis;
    this.patient = patient;
    this.keys = List.of(entries(redis), end(redis));
  }

  /** Returns the key of the entries. */
  static String entries(Redis redis) {
    return home(redis).key("trail");
  }

  /** Returns the key of where the trail ends. */
  static String end(Redis redis) {
    return home(redis).key("trail:head");
  }

  /** Returns the key of what the oldest entry follows. */
  static String anchor(Redis redis) {
    return home(redis).key("trail:anchor");
  }

  // One chain, so one partition.
  private static Partition home(Redis redis) {
    return redis.partition(0);
  }

  /**
   * Appends all that is still wanted.
   *
   * @param done is told each entry that is written, with its number
   */
  void append(List<Trail.Pending> batch, ObjLongConsumer<Trail.Pending> done) {
    List<Trail.Pending> wanted = new ArrayList<>(batch);
    while (!wanted.isEmpty()) {
      wanted.removeIf(pending -> pending.number().isDone());
      List<Line> lines = lines(wanted);
      Optional<Head> end = lines.isEmpty() ? Optional.empty() : send(lines);
      if (end.isEmpty()) {
        return;
      }
      if (end.get().equals(lines.get(lines.size() - 1).head())) {
        for (int i = 0; i < lines.size(); i++) {
          done.accept(wanted.get(i), lines.get(i).n());
        }
        wanted.clear();
      }
      head = end.get();
    }
  }

  private List<Line> lines(List<Trail.Pending> wanted) {
    List<Line> lines = new ArrayList<>();
    Head last = head;
    for (Trail.Pending pending : wanted) {
      Line line = Line.of(pending.entry().after(last));
      lines.add(line);
      last = line.head();
    }
    return lines;
  }

  // When an answer is lost the very same lines are sent again: they may be there already.
  private Optional<Head> send(List<Line> lines) {
    List<Object> args = new ArrayList<>(List.of(Long.toString(head.n()), head.hash()));
    args.add(lines.get(lines.size() - 1).hash());
    lines.forEach(line -> args.add(line.whole()));
    do {
      try {
        List<Object> answer = redis.list(APPEND, keys, args.toArray());
        return Optional.of(
            answer.get(0).equals("ok")
                ? lines.get(lines.size() - 1).head()
                : new Head(Long.parseLong((String) answer.get(1)), (String) answer.get(2)));
      } catch (RedisUnavailable e) {
        LOG.debug("The audit trail waits for Redis", e);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    } while (patient.getAsBoolean());
    LOG.warn("{} entries of the audit trail may be lost: Redis does not answer", lines.size());
    return Optional.empty();
  }
}
