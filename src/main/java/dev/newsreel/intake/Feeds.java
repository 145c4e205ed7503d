package dev.newsreel.intake;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The declared feeds. A feed's turn is a message of the queue {@code feeds}: so one node at a time
 * polls it, and another takes over when that node dies; see {@link Polls}.
 */
public final class Feeds {

  /** The exchange property with the feed that is being polled. */
  public static final String FEED = "feed";

  /** The queue of their turns. */
  static final String QUEUE = "feeds";

  private static final RedisScript PLAN = RedisScript.of(Feeds.class, "plan.lua");
  private static final Duration APART = Duration.ofMillis(500);

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

  /** Returns the declared feed of that name. */
  Optional<Feed> find(String id) {
    return Optional.ofNullable(declared.get(id));
  }

  /** Plans the first poll of every feed that has none planned. A repeat is safe on any node. */
  public void plan() {
    FeedStates states = new FeedStates(redis);
    Instant now = Instant.now();
    for (Feed feed : declared.values()) {
      Instant at = now.plus(new Rhythm(feed.id(), feed.every()).part(window(feed)));
      redis.text(
          PLAN,
          List.of(states.partition(feed.id()).due(), states.key(feed.id())),
          Partition.dueMember(QUEUE, feed.id()),
          Long.toString(at.toEpochMilli()),
          feed.url().toString());
    }
  }

  /** Returns over how long the turn of a feed is spread when all feeds are due at once. */
  Duration window(Feed feed) {
    Duration all = APART.multipliedBy(declared.size());
    return all.compareTo(feed.every()) < 0 ? all : feed.every();
  }

  /** Returns the name under which the entries of an address are remembered. */
  String scope(String url) {
    return declared.values().stream()
        .filter(f -> f.url().toString().equals(url))
        .map(Feed::id)
        .findFirst()
        .orElseGet(() -> "url:" + url.replace('|', '_'));
  }
}
