package dev.newsreel.money;

import dev.newsreel.job.Books;
import dev.newsreel.job.Usd;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.redisson.api.RMap;
import org.redisson.client.codec.StringCodec;

/**
 * Money that is set aside for jobs, over all nodes: what is spent, what is set aside and what is
 * wanted stay together below every cap. It lies in partition 0.
 */
final class Reservations {

  /** The answer when the money was set aside. */
  static final String OK = "ok";

  /** The answer when other jobs pay so fast that the sums could not be had; ask again soon. */
  static final String AGAIN = "again";

  private static final RedisScript RESERVE = RedisScript.of(Reservations.class, "reserve.lua");
  private static final RedisScript REDUCE = RedisScript.of(Reservations.class, "reduce.lua");
  private static final RedisScript SPENT = RedisScript.of(Reservations.class, "spent.lua");
  private static final int TRIES = 10;
  private static final Duration TOLD = Duration.ofDays(40);

  private final Redis redis;
  private final Partition home;

  Reservations(Redis redis) {
    this.redis = redis;
    this.home = redis.partition(0);
  }

  private String reserved() {
    return home.key("money:reserved");
  }

  private String sums() {
    return home.key("money:sums");
  }

  private String waiting() {
    return home.key("money:waiting");
  }

  /**
   * Money that a job wants.
   *
   * @param job who wants it
   * @param usd how much
   * @param begun whether the step has begun before, so that nobody asks for caps
   */
  record Wish(VideoJob job, BigDecimal usd, boolean begun) {}

  /**
   * Sets money aside. A repeat keeps what the job has.
   *
   * @return {@link #OK}, {@link #AGAIN}, or the cap that is reached: {@code day}, {@code month} or
   *     {@code feed}; then {@code told day} or {@code told month} when 80 % are reached for the
   *     first time
   */
  List<Object> take(Wish wish, Caps caps, Instant now) {
    List<Object> answer = List.of(AGAIN);
    for (int i = 0; i < TRIES && answer.get(0).equals(AGAIN); i++) {
      // Before the sums are read: a reservation that shrinks since may have become one of them.
      String reductions = redis.partitions() == 1 ? "" : reductions();
      List<Long> others = spentElsewhere(wish.job().options().feed(), now);
      answer = ask(wish, caps, now, new Others(reductions, others));
    }
    return answer;
  }

  private record Others(String reductions, List<Long> spent) {}

  private List<Object> ask(Wish wish, Caps caps, Instant now, Others others) {
    String feed = wish.job().options().feed();
    String day = Books.day(now).toString();
    String month = Books.month(now).toString();
    List<String> keys =
        List.of(
            reserved(),
            sums(),
            waiting(),
            home.spend(day),
            home.spend(month),
            home.key("money:told:" + day),
            home.key("money:told:" + month));
    List<Object> args = new ArrayList<>();
    args.add(wish.job().id());
    args.add(Long.toString(Usd.units(wish.usd())));
    args.add(Long.toString(wish.job().version()));
    args.add(feed == null ? "" : feed);
    args.add(wish.begun() ? "begun" : "");
    args.add(Caps.units(caps.daily()));
    args.add(Caps.units(caps.monthly()));
    args.add(Caps.units(caps.feed(feed)));
    others.spent().forEach(units -> args.add(Long.toString(units)));
    args.add(others.reductions());
    args.add(UUID.randomUUID().toString());
    args.add(Long.toString(TOLD.toMillis()));
    return redis.list(RESERVE, keys, args.toArray());
  }

  private String reductions() {
    return map(sums()).getOrDefault("reductions", "0");
  }

  private RMap<String, String> map(String key) {
    return redis.client().getMap(key, StringCodec.INSTANCE);
  }

  private List<Long> spentElsewhere(String feed, Instant now) {
    long[] sums = new long[3];
    redis.all().stream()
        .filter(p -> p.number() != home.number())
        .forEach(p -> add(sums, spent(p, feed, now)));
    return List.of(sums[0], sums[1], sums[2]);
  }

  /** Returns what was spent on the day, in the month, and by a feed on the day, in units. */
  List<Long> spent(String feed, Instant now) {
    long[] sums = new long[3];
    redis.all().forEach(partition -> add(sums, spent(partition, feed, now)));
    return List.of(sums[0], sums[1], sums[2]);
  }

  private List<Object> spent(Partition partition, String feed, Instant now) {
    List<String> keys =
        List.of(
            partition.spend(Books.day(now).toString()),
            partition.spend(Books.month(now).toString()));
    return redis.list(SPENT, keys, feed == null ? "" : feed);
  }

  private static void add(long[] sums, List<Object> more) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += Long.parseLong((String) more.get(i));
    }
  }

  /**
   * Leaves a job at most so much. What was set aside for a later version of it stays.
   *
   * @param waits whether the job may still wait for money
   */
  void reduce(VideoJob job, BigDecimal usd, boolean waits) {
    reduce(job.id(), Usd.units(usd), job.version(), waits);
  }

  /** Takes away what is set aside for a job, up to this version of it. */
  void forget(String id, long version) {
    reduce(id, 0, version + 1, false);
  }

  private void reduce(String id, long units, long version, boolean waits) {
    redis.text(
        REDUCE,
        List.of(reserved(), sums(), waiting()),
        id,
        Long.toString(units),
        Long.toString(version),
        waits ? "" : "ended");
  }

  /** Returns what is set aside, in units by job id. */
  Map<String, Long> all() {
    Map<String, Long> all = new LinkedHashMap<>();
    map(reserved())
        .readAllMap()
        .forEach((id, held) -> all.put(id, Long.valueOf(held.substring(0, held.indexOf(' ')))));
    return all;
  }

  /** Returns the sums of what is set aside, in units: {@code total} and {@code feed|<feed>}. */
  Map<String, Long> open() {
    Map<String, Long> open = new LinkedHashMap<>();
    map(sums()).readAllMap().forEach((what, units) -> open.put(what, Long.valueOf(units)));
    open.remove("reductions");
    return open;
  }

  /** Returns the ids of the jobs that wait for money, with the cap that each waits for. */
  Map<String, String> waits() {
    return map(waiting()).readAllMap();
  }
}
