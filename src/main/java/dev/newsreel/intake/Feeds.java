package dev.newsreel.intake;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;

/**
 * The declared feeds and when each is polled next. A feed's turn is a message of the queue {@code
 * feeds}: so one node at a time polls it, and another takes over when that node dies.
 */
public final class Feeds {

  /** The exchange property with the feed that is being polled. */
  public static final String FEED = "feed";

  private static final String QUEUE = "feeds";
  private static final RedisScript PLAN = RedisScript.of(Feeds.class, "plan.lua");
  private static final RedisScript AGAIN = RedisScript.of(Feeds.class, "again.lua");
  private static final Duration SPREAD = Duration.ofSeconds(1);

  private final Redis redis;
  private final Map<String, Feed> declared;

  /**
   * Reads the declarations.
   *
   * @param file {@code routes/feeds.camel.yaml}; may be missing
   * @param placeholders resolves {@code {{name}}} in a value
   */
  public Feeds(Redis redis, Path file, UnaryOperator<String> placeholders) {
    this.redis = redis;
    this.declared = FeedFile.read(file, placeholders);
  }

  /** Returns the declared feeds, in the order of the file. */
  public List<Feed> all() {
    return List.copyOf(declared.values());
  }

  /** Plans the first poll of every feed that has none planned. A repeat is safe on any node. */
  public void plan() {
    for (Feed feed : declared.values()) {
      long at =
          System.currentTimeMillis() + ThreadLocalRandom.current().nextLong(SPREAD.toMillis());
      Partition p = partition(feed.id());
      String planned = p.key("feed:" + feed.id());
      redis.text(
          PLAN,
          List.of(p.due(), planned),
          Partition.dueMember(QUEUE, feed.id()),
          Long.toString(at),
          feed.url().toString());
    }
  }

  /** Returns whether a declared feed has never been polled to the end. */
  boolean isFirst(String id) {
    Object polled = redis.client().getMap(partition(id).key("feed:" + id)).get("polled_at");
    return polled == null;
  }

  /** Returns the name under which the entries of an address are remembered. */
  String scope(String url) {
    return declared.values().stream()
        .filter(f -> f.url().toString().equals(url))
        .map(Feed::id)
        .findFirst()
        .orElseGet(() -> "url:" + url.replace('|', '_'));
  }

  private Partition partition(String feed) {
    return redis.partition(Math.floorMod(feed.hashCode(), redis.partitions()));
  }

  /**
   * Finds the feed whose turn it is; it lands in the exchange property {@value #FEED}.
   *
   * @return its address; null, with the route told to stop, when it is declared no more
   */
  public String begin(String id, Exchange exchange) {
    Optional<Feed> feed = Optional.ofNullable(declared.get(id));
    exchange.setProperty(FEED, feed.orElse(null));
    exchange.setRouteStop(feed.isEmpty());
    return feed.map(f -> f.url().toString()).orElse(null);
  }

  /**
   * Plans the next poll and settles this one's message, in one script. Does nothing when another
   * node has taken the turn over: then that node plans.
   */
  public void again(Exchange exchange) {
    Feed feed = exchange.getProperty(FEED, Feed.class);
    Receipt receipt = exchange.getProperty(Receipt.PROPERTY, Receipt.class);
    long period = feed.every().toMillis();
    // Up to a tenth earlier or later, so that feeds of one period do not bunch.
    long jitter = ThreadLocalRandom.current().nextLong(period / 5 + 1) - period / 10;
    Partition p = partition(feed.id());
    redis.text(
        AGAIN,
        List.of(receipt.stream(), p.due(), p.key("feed:" + feed.id())),
        Partition.GROUP,
        receipt.entry(),
        Partition.dueMember(QUEUE, feed.id()),
        Long.toString(System.currentTimeMillis() + period + jitter),
        Long.toString(System.currentTimeMillis()),
        receipt.consumer());
    receipt.settle();
  }
}
