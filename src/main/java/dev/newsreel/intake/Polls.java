package dev.newsreel.intake;

import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import dev.newsreel.watch.Figures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
  // More would let that share of all feeds be polled at once by a node that starts again.
  private static final int LATE_SHARE = 50;
  private static final Duration LATE = Duration.ofSeconds(1);

  private final Feeds feeds;
  private final FeedStates states;
  private final FeedTurns turns;
  private final HostLeases leases;
  private final PollPlan plan;
  private final Clock clock;
  private final Figures figures;

  /** What time it is, and where polls are counted. */
  public record Around(Clock clock, Figures figures) {}

  /** Makes the turns. */
  public Polls(Redis redis, Feeds feeds, Settings settings, Around around) {
    this.feeds = feeds;
    this.clock = around.clock();
    this.figures = around.figures();
    this.states = new FeedStates(redis);
    this.turns = new FeedTurns(redis);
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
    Receipt receipt = Receipt.of(exchange);
    if (declared.isEmpty()) {
      LOG.info("Feed {} is not declared here and loses its turn", id);
      turns.forget(id, receipt);
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
    Duration share = feed.schedule().period().dividedBy(LATE_SHARE);
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
      if (t instanceof RedisException) {
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
    Receipt receipt = Receipt.of(exchange);
    String id = poll.feed().id();
    poll.release();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (poll.failure() instanceof HostBusy busy) {
      later(id, receipt, HostBusy.over(now), busy.host());
      return;
    }
    // It may have been declared anew meanwhile.
    Feed feed = feeds.find(id).orElse(poll.feed());
    FeedState after = plan.after(poll.before(), poll.result(), feed.schedule(), now);
    PollRecord line = poll.record(after, now);
    turns.again(receipt, new FeedTurns.Outcome(poll.feed().url(), feed.schedule(), after, line));
    feeds.find(id).filter(f -> f.isRescheduled(feed)).ifPresent(feeds::plan);
    tell(after, poll.failure());
    count(id, line);
  }

  private void count(String id, PollRecord line) {
    String feed = figures.feeds().of(id);
    boolean failed = line.cause() != null;
    figures.count("feed.polls", failed ? 0 : 1, "feed", feed, "outcome", "ok");
    figures.count("feed.polls", failed ? 1 : 0, "feed", feed, "outcome", "failed");
    figures.count("feed.entries", line.newEntries(), "feed", feed);
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
    turns.later(id, receipt, at, host);
    LOG.debug("Feed {}: its turn is put off to {}", id, at);
  }

  /**
   * Brings a feed's next poll forward to this moment, also of a feed that is polled no more. A
   * repeat makes no second poll, and while one is under way this changes nothing.
   *
   * @return whether a feed of this name is declared
   */
  public boolean now(String feedId) {
    boolean known = feeds.find(feedId).isPresent();
    if (known) {
      turns.now(feedId, clock.instant());
    }
    return known;
  }
}
