package dev.newsreel.intake;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The declared feeds and when each is polled next. A feed's turn is a message of the queue {@code
 * feeds}: so one node at a time polls it, and another takes over when that node dies. Nodes may
 * have read different files: what a turn does is decided by the node that takes it.
 */
public final class Feeds {

  /** The exchange property with the feed that is being polled. */
  public static final String FEED = "feed";

  private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);
  private static final RedisScript AGAIN = RedisScript.of(Feeds.class, "again.lua");

  private final Redis redis;
  private final FeedFile file;
  private final FeedTurns turns;
  private volatile Declared declared;

  /** Reads the declarations; without a file there are none. */
  public Feeds(Redis redis, FeedFile file) {
    this.redis = redis;
    this.file = file;
    this.turns = new FeedTurns(redis);
    this.declared = Declared.NOTHING;
    if (Files.exists(file.path())) {
      read().ifPresent(found -> declared = found);
    }
  }

  private Optional<Declared> read() {
    try {
      return Optional.of(file.read());
    } catch (IOException e) {
      LOG.error("{} is not used: {}", file.path(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Returns the declared feeds, in the order of the file. */
  public List<Feed> all() {
    return List.copyOf(declared.feeds().values());
  }

  /** Returns what the file says, refused entries included. */
  Declared declared() {
    return declared;
  }

  /** Returns the declared feed of this name. */
  Optional<Feed> find(String id) {
    return Optional.ofNullable(declared.feeds().get(id));
  }

  /**
   * Gives every feed its next turn: one that has none gets one, and one whose schedule is not that
   * of its turn gets another. A repeat is safe on any node.
   */
  public void plan() {
    all().forEach(turns::reschedule);
    all().forEach(turns::plan);
  }

  /** Gives a turn to every feed that has none, as when another node did not know it. */
  void complete() {
    all().forEach(turns::plan);
  }

  /**
   * Reads the file again. What cannot be used leaves the older declaration in force. Polls that are
   * under way go on; what they plan afterwards follows the new declaration.
   */
  void reload() {
    read().ifPresent(this::replace);
  }

  private void replace(Declared found) {
    Declared before = declared;
    Declared now = found.keeping(before);
    declared = now;
    String news = now.news(before);
    if (!news.isEmpty()) {
      LOG.info("Feeds changed: {}", news);
    }
    plan();
  }

  /**
   * Gives a declared feed its turn now; while one is under way this changes nothing.
   *
   * @return whether a feed of this name is declared
   */
  public boolean pollNow(String id) {
    find(id).ifPresent(turns::now);
    return find(id).isPresent();
  }

  /** Returns whether a declared feed has never been polled to the end. */
  boolean isFirst(String id) {
    return turns.lastPoll(id).isEmpty();
  }

  /** Returns the name under which the entries of an address are remembered. */
  String scope(String url) {
    return at(url).map(Feed::id).orElseGet(() -> "url:" + url.replace('|', '_'));
  }

  /** Returns the feed that is declared with this address. */
  Optional<Feed> at(String url) {
    return all().stream().filter(f -> f.url().toString().equals(url)).findFirst();
  }

  /**
   * Finds the feed whose turn it is; it lands in the exchange property {@value #FEED}.
   *
   * @return its address; null, with the route told to stop, when it is declared no more
   */
  public String begin(String id, Exchange exchange) {
    Optional<Feed> feed = find(id);
    exchange.setProperty(FEED, feed.orElse(null));
    exchange.setRouteStop(feed.isEmpty());
    if (feed.isEmpty()) {
      LOG.info("Feed {} is not declared here and loses its turn", id);
      turns.drop(id, exchange.getProperty(Receipt.PROPERTY, Receipt.class));
    }
    return feed.map(f -> f.url().toString()).orElse(null);
  }

  /** Plans the next poll and settles this one's message, in one script. */
  public void again(Exchange exchange) {
    Feed polled = exchange.getProperty(FEED, Feed.class);
    // It may have been declared anew meanwhile.
    Feed feed = find(polled.id()).orElse(polled);
    Receipt receipt = exchange.getProperty(Receipt.PROPERTY, Receipt.class);
    Instant now = Instant.now();
    Partition p = redis.partitionOf(feed.id());
    redis.text(
        AGAIN,
        List.of(receipt.stream(), p.due(), p.key("feed:" + feed.id())),
        Partition.GROUP,
        receipt.entry(),
        Partition.dueMember(FeedTurns.QUEUE, feed.id()),
        Long.toString(feed.schedule().next(now, feed.id()).toEpochMilli()),
        Long.toString(now.toEpochMilli()),
        feed.schedule().text());
    receipt.settle();
    find(feed.id()).filter(f -> f.isRescheduled(feed)).ifPresent(turns::reschedule);
  }
}
