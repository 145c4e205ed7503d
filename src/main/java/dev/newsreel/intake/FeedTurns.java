package dev.newsreel.intake;

import dev.newsreel.job.Json;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The turns of feeds. A feed that is declared on some node has one, unless its server wants it to
 * be polled no more: planned, waiting in the queue, or under way. The field {@code planned} of its
 * hash says that it has one.
 */
final class FeedTurns {

  /** The queue of turns. */
  static final String QUEUE = "feeds";

  private static final RedisScript PLAN = RedisScript.of(FeedTurns.class, "plan.lua");
  private static final RedisScript AGAIN = RedisScript.of(FeedTurns.class, "again.lua");
  private static final RedisScript LATER = RedisScript.of(FeedTurns.class, "later.lua");
  private static final RedisScript FORGET = RedisScript.of(FeedTurns.class, "forget.lua");
  private static final RedisScript NOW = RedisScript.of(FeedTurns.class, "now.lua");
  private static final int KEPT = 50;

  private final Redis redis;
  private final FeedStates states;

  FeedTurns(Redis redis) {
    this.redis = redis;
    this.states = new FeedStates(redis);
  }

  /**
   * Gives a feed a turn, unless it has one. A repeat is safe on any node.
   *
   * @param window over how long turns are spread when all feeds are due at once
   */
  void complete(Feed feed, Duration window) {
    Map<String, String> known = read(feed.id());
    if (!known.containsKey("planned")) {
      plan(feed, due(feed, known, window), "");
    }
  }

  /** Notes how a feed is declared now, and gives it the turn that this asks for; see above. */
  void declare(Feed feed, Duration window) {
    Map<String, String> known = read(feed.id());
    if (!known.containsKey("planned")
        || !feed.url().toString().equals(known.get("url"))
        || !feed.schedule().text().equals(known.get("schedule"))) {
      plan(feed, due(feed, known, window), "read");
    }
  }

  private Map<String, String> read(String id) {
    return redis
        .client()
        .<String, String>getMap(states.key(id))
        .getAll(Set.of("planned", "polled_at", "schedule", "url"));
  }

  // From the last poll on, so that every node finds the same time and a lost turn is made up for.
  private static Instant due(Feed feed, Map<String, String> known, Duration window) {
    Instant now = Instant.now();
    String polled = known.get("polled_at");
    Schedule schedule = feed.schedule();
    Instant regular =
        polled == null
            ? schedule.first(now, feed.id())
            : schedule.next(Instant.ofEpochMilli(Long.parseLong(polled)), Duration.ZERO, feed.id());
    return regular.isAfter(now) ? regular : now.plus(new Rhythm(feed.id(), window).part(window));
  }

  private void plan(Feed feed, Instant due, String read) {
    redis.text(
        PLAN,
        List.of(states.partition(feed.id()).due(), states.key(feed.id())),
        member(feed.id()),
        millis(due),
        feed.url().toString(),
        feed.schedule().text(),
        read);
  }

  /** Gives the feed its turn now; one in the queue or under way is left alone. */
  void now(String id, Instant now) {
    redis.text(
        NOW,
        List.of(states.partition(id).due(), states.key(id)),
        member(id),
        Partition.messageMember(QUEUE, id),
        millis(now));
  }

  /**
   * What a turn has come to.
   *
   * @param asked the address that was declared when it began
   * @param schedule when the feed is polled from now on
   * @param after how it has left the feed
   * @param poll what is noted of it
   */
  record Outcome(URI asked, Schedule schedule, FeedState after, PollRecord poll) {}

  /** Saves what a turn has come to, plans the next one and settles this one, in one script. */
  void again(Receipt receipt, Outcome outcome) {
    FeedState after = outcome.after();
    String id = after.id();
    Instant regular = outcome.schedule().next(outcome.poll().at(), Duration.ZERO, id);
    List<Object> args = new ArrayList<>(turn(id, receipt));
    args.add(outcome.asked().toString());
    args.add(after.nextPoll() == null ? "" : millis(after.nextPoll()));
    args.add(millis(regular));
    args.add(outcome.schedule().text());
    args.add(Json.write(outcome.poll()));
    args.add(Integer.toString(KEPT));
    FeedStates.fields(after).forEach((name, value) -> args.addAll(List.of(name, value)));
    redis.text(AGAIN, keys(id, receipt), args.toArray());
    receipt.settle();
  }

  /**
   * Puts a turn off.
   *
   * @param host the host that was busy; null when there is none to remember
   */
  void later(String id, Receipt receipt, Instant at, String host) {
    List<Object> args = new ArrayList<>(turn(id, receipt));
    args.add(millis(at));
    args.add(host == null ? "" : host);
    redis.text(LATER, keys(id, receipt), args.toArray());
    receipt.settle();
  }

  /** Takes the feed's turn away; a node that knows the feed will give it another. */
  void forget(String id, Receipt receipt) {
    redis.text(FORGET, List.of(receipt.stream(), states.key(id)), turn(id, receipt).toArray());
    receipt.settle();
  }

  private List<String> keys(String id, Receipt receipt) {
    String due = states.partition(id).due();
    return List.of(receipt.stream(), due, states.key(id), states.pollsKey(id));
  }

  private static List<String> turn(String id, Receipt receipt) {
    return List.of(Partition.GROUP, receipt.entry(), receipt.consumer(), member(id));
  }

  private static String member(String id) {
    return Partition.dueMember(QUEUE, id);
  }

  private static String millis(Instant time) {
    return Long.toString(time.toEpochMilli());
  }

  /** Returns when the feed has its next turn; empty when its turn is under way, or it has none. */
  Optional<Instant> next(String id) {
    for (String member : List.of(member(id), Partition.messageMember(QUEUE, id))) {
      Double at = redis.client().getScoredSortedSet(states.partition(id).due()).getScore(member);
      if (at != null) {
        return Optional.of(Instant.ofEpochMilli(at.longValue()));
      }
    }
    return Optional.empty();
  }
}
