package dev.newsreel.intake;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.newsreel.job.Article;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/**
 * Feeds that callers have named lately, on this node: of many who name the same one, the first
 * fetches it and the others wait for what it gets. A failure is told to all who wait and not kept.
 * Polls read past it.
 */
public final class FeedCache {

  private static final String MINE = "feedBeingRead";
  private static final String HOSTS = "hostsOfNamedFeed";
  private static final int OVERHEAD = 500;

  private final AsyncCache<String, Reading> readings;
  private final HostLeases leases;

  /** What a fetch has come to; one that has failed is told but not kept. */
  private record Reading(String title, List<Entry> entries, Exception failure) {

    int weight() {
      long chars = entries.stream().mapToLong(e -> OVERHEAD + length(e.article())).sum();
      return (int) Math.min(Integer.MAX_VALUE, OVERHEAD + 2 * chars);
    }

    private static long length(Article article) {
      return (long) article.text().length() + article.title().length();
    }
  }

  /** A fetch that others wait for. */
  private record Mine(String url, CompletableFuture<Reading> result, HeldHosts hosts) {}

  /** Makes an empty cache. */
  public FeedCache(Redis redis, Settings settings) {
    this.leases = new HostLeases(redis, settings.duration("feed.timeout"));
    this.readings =
        Caffeine.newBuilder()
            .expireAfterWrite(settings.duration("feed.cache-time"))
            .maximumWeight(settings.number("feed.cache-bytes"))
            .weigher((String url, Reading reading) -> url.length() + reading.weight())
            .buildAsync();
  }

  /** Returns the hosts that the fetch for a caller holds; null when a declared feed is polled. */
  static HeldHosts hosts(Exchange exchange) {
    return exchange.getProperty(HOSTS, HeldHosts.class);
  }

  /**
   * Returns the entries of the feed at this address, waiting for one who reads it just now; or the
   * address itself, when the caller is the one who has to fetch it and must then call {@link #keep}
   * or {@link #fail}.
   *
   * @throws Exception what the one who read it has met
   */
  public Object recall(String url, Exchange exchange) throws Exception {
    CompletableFuture<Reading> mine = new CompletableFuture<>();
    CompletableFuture<Reading> known = readings.asMap().putIfAbsent(url, mine);
    if (known != null) {
      return tell(known, exchange);
    }
    exchange.setProperty(MINE, new Mine(url, mine, new HeldHosts(leases)));
    exchange.setProperty(HOSTS, mine(exchange).hosts());
    return url;
  }

  private static List<Entry> tell(CompletableFuture<Reading> known, Exchange exchange)
      throws Exception {
    Reading reading = known.join();
    if (reading.failure() != null) {
      throw reading.failure();
    }
    exchange.setProperty(FeedPreview.TITLE, reading.title());
    return reading.entries();
  }

  /** Returns whether the caller has to fetch the feed. */
  public boolean asks(Exchange exchange) {
    return mine(exchange) != null;
  }

  /** Gives the entries to all who wait, and keeps them. */
  public List<Entry> keep(List<Entry> entries, Exchange exchange) {
    Mine mine = mine(exchange);
    String title = exchange.getProperty(FeedPreview.TITLE, String.class);
    mine.result().complete(new Reading(title, entries, null));
    mine.hosts().release();
    return entries;
  }

  /**
   * Tells all who wait, and forgets.
   *
   * @throws Exception the failure itself
   */
  public void fail(Exchange exchange) throws Exception {
    Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Exception failure =
        caught instanceof Exception known ? known : new IllegalStateException(caught);
    Mine mine = mine(exchange);
    readings.asMap().remove(mine.url(), mine.result());
    mine.result().complete(new Reading(null, List.of(), failure));
    mine.hosts().release();
    throw failure;
  }

  private static Mine mine(Exchange exchange) {
    return exchange.getProperty(MINE, Mine.class);
  }
}
