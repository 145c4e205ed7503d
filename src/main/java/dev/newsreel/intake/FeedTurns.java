package dev.newsreel.intake;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The turns of feeds. A feed that is declared on some node has exactly one: planned, waiting in the
 * queue, or under way. The field {@code planned} of its hash says that it has one.
 */
final class FeedTurns {

  static final String QUEUE = "feeds";

  private static final RedisScript PLAN = RedisScript.of(FeedTurns.class, "plan.lua");
  private static final RedisScript RESCHEDULE = RedisScript.of(FeedTurns.class, "reschedule.lua");
  private static final RedisScript DROP = RedisScript.of(FeedTurns.class, "drop.lua");
  private static final RedisScript HURRY = RedisScript.of(FeedTurns.class, "hurry.lua");

  private final Redis redis;

  FeedTurns(Redis redis) {
    this.redis = redis;
  }

  private Partition partition(String id) {
    return redis.partitionOf(id);
  }

  private String hash(String id) {
    return partition(id).key("feed:" + id);
  }

  private Map<String, String> read(String id) {
    return redis
        .client()
        .<String, String>getMap(hash(id))
        .getAll(Set.of("planned", "polled_at", "schedule", "url"));
  }

  /** Returns when the feed was last polled to the end. */
  Optional<Instant> lastPoll(String id) {
    return lastPoll(read(id));
  }

  private static Optional<Instant> lastPoll(Map<String, String> hash) {
    return Optional.ofNullable(hash.get("polled_at"))
        .map(at -> Instant.ofEpochMilli(Long.parseLong(at)));
  }

  /** Gives the feed a turn, unless it has one. A repeat is safe on any node. */
  void plan(Feed feed) {
    Map<String, String> hash = read(feed.id());
    if (hash.containsKey("planned")) {
      return;
    }
    Partition p = partition(feed.id());
    redis.text(
        PLAN,
        List.of(p.due(), hash(feed.id())),
        Partition.dueMember(QUEUE, feed.id()),
        Long.toString(next(feed, hash).toEpochMilli()),
        feed.url().toString());
  }

  /**
   * Notes how the feed is declared now, and moves its turn, if it waits for its time, to where its
   * schedule wants it. What was taken from the feed is remembered by its name, so another address
   * changes nothing else.
   */
  void reschedule(Feed feed) {
    Map<String, String> hash = read(feed.id());
    if (feed.schedule().text().equals(hash.get("schedule"))
        && feed.url().toString().equals(hash.get("url"))) {
      return;
    }
    Partition p = partition(feed.id());
    redis.text(
        RESCHEDULE,
        List.of(p.due(), hash(feed.id())),
        Partition.dueMember(QUEUE, feed.id()),
        Long.toString(next(feed, hash).toEpochMilli()),
        feed.schedule().text(),
        feed.url().toString());
  }

  // From the last poll on, so that every node finds the same time and a lost turn is made up for.
  private static Instant next(Feed feed, Map<String, String> hash) {
    Instant now = Instant.now();
    return lastPoll(hash)
        .map(last -> feed.schedule().next(last, feed.id()))
        .map(next -> next.isBefore(now) ? now : next)
        .orElseGet(() -> feed.schedule().first(now, feed.id()));
  }

  /** Gives the feed its turn now; one in the queue or under way is left alone. */
  void now(Feed feed) {
    Partition p = partition(feed.id());
    redis.text(
        HURRY,
        List.of(p.due(), hash(feed.id())),
        Partition.dueMember(QUEUE, feed.id()),
        Partition.messageMember(QUEUE, feed.id()),
        Long.toString(System.currentTimeMillis()));
  }

  /** Takes the feed's turn away; a node that knows the feed will give it another. */
  void drop(String id, Receipt receipt) {
    redis.text(DROP, List.of(receipt.stream(), hash(id)), Partition.GROUP, receipt.entry());
    receipt.settle();
  }

  /** Returns when the feed has its next turn; empty when its turn is under way, or it has none. */
  Optional<Instant> nextTurn(String id) {
    for (String member :
        List.of(Partition.dueMember(QUEUE, id), Partition.messageMember(QUEUE, id))) {
      Double at = redis.client().getScoredSortedSet(partition(id).due()).getScore(member);
      if (at != null) {
        return Optional.of(Instant.ofEpochMilli(at.longValue()));
      }
    }
    return Optional.empty();
  }
}
