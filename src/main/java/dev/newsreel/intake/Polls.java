package dev.newsreel.intake;

import dev.newsreel.job.Json;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import dev.newsreel.redis.RedisUnavailable;
import dev.newsreel.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turns of declared feeds. A turn is a message that stays in the queue {@code feeds} until one
 * script has saved what the poll came to and planned the next one.
 */
public final class Polls {

  private static final Logger LOG = LoggerFactory.getLogger(Polls.class);
  private static final RedisScript AGAIN = RedisScript.of(Polls.class, "again.lua");
  private static final RedisScript LATER = RedisScript.of(Polls.class, "later.lua");
  private static final RedisScript FORGET = RedisScript.of(Polls.class, "forget.lua");
  private static final RedisScript NOW = RedisScript.of(Polls.class, "now.lua");
  private static final int KEPT = 50;

  // More would let that share of all feeds be polled at once by a node that starts again.
  private static final int LATE_SHARE = 50;
  private static final Duration LATE = Duration.ofSeconds(1);

  private final Redis redis;
  private final Feeds feeds;
  private final FeedStates states;
  private final HostLeases leases;
  private final PollPlan plan;
  private final Clock clock;

  /** Makes the turns. */
  public Polls(Redis redis, Feeds feeds, Settings settings, Clock clock) {
    this.redis = redis;
    this.feeds = feeds;
    this.clock = clock;
    this.states = new FeedStates(redis);
    this.leases = new HostLeases(redis, settings.duration("feed.timeout"));
    this.plan = new PollPlan(settings, () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * Begins the poll of the feed whose turn it is; it lands in the exchange property {@value
   * Feeds#FEED}. The turn is put off when it comes too late, as it does for all feeds after a
   * downtime, or when the feed's host is busy.
   *
   * @return the address to begin with; null, with the route told to stop, when nothing is polled
   */
  public String begin(String id, Exchange exchange) {
    Optional<Feed> declared = feeds.find(id);
    Receipt receipt = exchange.getProperty(Receipt.PROPERTY, Receipt.class);
    if (declared.isEmpty()) {
      forget(id, receipt);
      exchange.setRouteStop(true);
      return null;
    }
    Feed feed = declared.get();
    Instant now = clock.instant();
    String url = feed.url().toString();
    FeedState before = states.of(id).orElse(FeedState.untried(id, url));
    Poll poll = new Poll(feed, before, leases, now);
    if (isLate(feed, before, now)) {
      Rhythm rhythm = new Rhythm(id, feeds.window(feed));
      later(id, receipt, rhythm.from(now), "");
    } else if (!poll.begin()) {
      later(id, receipt, HostBusy.over(now), before.memory().host());
    } else {
      exchange.setProperty(Feeds.FEED, feed);
      exchange.setProperty(Poll.PROPERTY, poll);
      return poll.start();
    }
    exchange.setRouteStop(true);
    return null;
  }

  private static boolean isLate(Feed feed, FeedState before, Instant now) {
    Instant planned = before.nextPoll();
    Duration share = feed.every().dividedBy(LATE_SHARE);
    return planned != null
        && !before.memory().spread()
        && now.isAfter(planned.plus(share.compareTo(LATE) > 0 ? share : LATE));
  }

  /**
   * Notes that the poll has failed.
   *
   * @throws RuntimeException the failure itself when Redis is in trouble: then nothing can be
   *     saved, and the queue keeps the turn
   */
  public void fail(Exchange exchange) {
    Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Exception known = caught;
    for (Throwable t = caught; t != null; t = t.getCause()) {
      if (t instanceof RedisUnavailable || t instanceof RedisException) {
        throw (RuntimeException) t;
      }
      if (t instanceof FeedUnavailable || t instanceof HostBusy) {
        known = (Exception) t;
      }
    }
    Poll.of(exchange).failed(known);
  }

  /** Saves what the poll came to, plans the next one and settles this turn, in one script. */
  public void end(Exchange exchange) {
    Poll poll = Poll.of(exchange);
    Receipt receipt = exchange.getProperty(Receipt.PROPERTY, Receipt.class);
    String id = poll.feed().id();
    poll.release();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (poll.failure() instanceof HostBusy busy) {
      later(id, receipt, HostBusy.over(now), busy.host());
      return;
    }
    Rhythm rhythm = new Rhythm(id, poll.feed().every());
    FeedState after = plan.after(poll.before(), poll.result(), rhythm, now);
    String line = Json.write(poll.record(after, now));
    Instant next = after.nextPoll();
    List<Object> args = new ArrayList<>(turn(id, receipt));
    args.add(next == null ? "" : Long.toString(next.toEpochMilli()));
    args.add(poll.feed().url().toString());
    args.add(line);
    args.add(Integer.toString(KEPT));
    FeedStates.fields(after).forEach((name, value) -> args.addAll(List.of(name, value)));
    redis.text(AGAIN, keys(id, receipt), args.toArray());
    receipt.settle();
    tell(after, poll.failure());
  }

  private static void tell(FeedState after, Exception failure) {
    if (failure == null) {
      LOG.debug("Feed {} was polled; next at {}", after.id(), after.nextPoll());
      return;
    }
    Object next = after.nextPoll() == null ? "never" : after.nextPoll();
    LOG.warn("Feed {}: {}; next poll: {}", after.id(), after.reason(), next);
    LOG.debug("The failure of feed {}", after.id(), failure);
  }

  private void later(String id, Receipt receipt, Instant at, String host) {
    List<Object> args = new ArrayList<>(turn(id, receipt));
    args.add(Long.toString(at.toEpochMilli()));
    args.add(host == null ? "" : host);
    redis.text(LATER, keys(id, receipt), args.toArray());
    receipt.settle();
    LOG.debug("Feed {}: its turn is put off to {}", id, at);
  }

  private void forget(String id, Receipt receipt) {
    redis.text(FORGET, List.of(receipt.stream(), states.key(id)), turn(id, receipt).toArray());
    receipt.settle();
  }

  private List<String> keys(String id, Receipt receipt) {
    String due = states.partition(id).due();
    return List.of(receipt.stream(), due, states.key(id), states.pollsKey(id));
  }

  private static List<String> turn(String id, Receipt receipt) {
    return List.of(
        Partition.GROUP, receipt.entry(), receipt.consumer(), Partition.dueMember(Feeds.QUEUE, id));
  }

  /**
   * Plans a poll for this moment, also of a feed that is polled no more. A repeat is harmless.
   *
   * @return false when no such feed is declared
   */
  public boolean now(String feedId) {
    if (feeds.find(feedId).isEmpty()) {
      return false;
    }
    redis.text(
        NOW,
        List.of(states.partition(feedId).due(), states.key(feedId)),
        Partition.dueMember(Feeds.QUEUE, feedId),
        Long.toString(clock.millis()));
    return true;
  }
}
