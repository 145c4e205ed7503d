package dev.newsreel.intake;

import dev.newsreel.redis.Redis;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The declared feeds. A feed's turn is a message of the queue {@code feeds}: so one node at a time
 * polls it, and another takes over when that node dies; see {@link Polls}. Nodes may have read
 * different files: what a turn does is decided by the node that takes it.
 */
public final class Feeds {

  /** The exchange property with the feed that is being polled. */
  public static final String FEED = "feed";

  private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);
  private static final Duration APART = Duration.ofMillis(500);

  private final FeedFile file;
  private final FeedTurns turns;
  private volatile Declared declared;
  private volatile Map<String, BigDecimal> dailyCaps;

  /** Reads the declarations; without a file there are none. */
  public Feeds(Redis redis, FeedFile file) {
    this.file = file;
    this.turns = new FeedTurns(redis);
    this.declared = Declared.NOTHING;
    if (Files.exists(file.path())) {
      read().ifPresent(found -> declared = found);
    }
    this.dailyCaps = declared.dailyCaps();
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

  /** Returns what feeds may spend on a day, US dollars by name, as far as they declare it. */
  public Map<String, BigDecimal> dailyCaps() {
    return dailyCaps;
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
    all().forEach(this::plan);
  }

  /** Gives one feed its next turn; see above. */
  void plan(Feed feed) {
    turns.declare(feed, window(feed));
  }

  /** Gives a turn to every feed that has none, as when another node did not know it. */
  void complete() {
    all().forEach(feed -> turns.complete(feed, window(feed)));
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
    dailyCaps = now.dailyCaps();
    String news = now.news(before);
    if (!news.isEmpty()) {
      LOG.info("Feeds changed: {}", news);
    }
    plan();
  }

  /** Returns over how long the turn of a feed is spread when all feeds are due at once. */
  Duration window(Feed feed) {
    Duration all = APART.multipliedBy(declared.feeds().size());
    Duration period = feed.schedule().period();
    return all.compareTo(period) < 0 ? all : period;
  }

  /** Returns the name under which the entries of an address are remembered. */
  String scope(String url) {
    return at(url).map(Feed::id).orElseGet(() -> "url:" + url.replace('|', '_'));
  }

  /** Returns the feed that is declared with this address. */
  Optional<Feed> at(String url) {
    return all().stream().filter(f -> f.url().toString().equals(url)).findFirst();
  }
}
