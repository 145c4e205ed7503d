package dev.newsreel.intake;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.newsreel.intake.NamedFeed.Reading;
import dev.newsreel.job.PageRequest;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/**
 * Feeds and pages that callers have named lately, on this node: of many who name the same one, the
 * first fetches it and the others wait for what it gets. A feed that is no longer fresh is asked
 * for with the validators of the last answer, so that one that has not changed is not sent again. A
 * failure is told to all who wait and not kept. Polls read past it.
 */
public final class FeedCache {

  private static final Duration KEPT = Duration.ofDays(1);

  private final AsyncCache<String, Reading> readings;
  private final HostLeases leases;
  private final Duration fresh;
  private final Clock clock;

  /** Makes an empty cache. */
  public FeedCache(Redis redis, Settings settings, Clock clock) {
    this.leases = new HostLeases(redis, settings.duration("feed.timeout"));
    this.fresh = settings.duration("feed.cache-time");
    this.clock = clock;
    this.readings =
        Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumWeight(settings.number("feed.cache-bytes"))
            .weigher((String name, Reading reading) -> name.length() + reading.weight())
            .buildAsync();
  }

  /**
   * Returns the entries of the feed, or the article of the page, at this address, waiting for one
   * who reads it just now; or the address itself, when the caller is the one who has to fetch it
   * and must then call {@link #keep} or {@link #fail}.
   *
   * @throws Exception what the one who read it has met
   */
  public Object recall(String url, Exchange exchange) throws Exception {
    String name = (PageRequest.of(exchange) == null ? "feed " : "page ") + url;
    while (true) {
      CompletableFuture<Reading> known = readings.asMap().get(name);
      Reading older = known == null ? null : known.getNow(null);
      Instant now = clock.instant();
      boolean stale = older != null && older.isStale(now);
      if (known != null && !stale) {
        return tell(known, exchange);
      }
      NamedFeed mine = new NamedFeed(name, leases, older, now);
      boolean first =
          known == null
              ? readings.asMap().putIfAbsent(name, mine.result()) == null
              : readings.asMap().replace(name, known, mine.result());
      if (first) {
        exchange.setProperty(NamedFeed.PROPERTY, mine);
        return url;
      }
    }
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

  /** Returns whether the caller has to fetch it. */
  public boolean asks(Exchange exchange) {
    return NamedFeed.of(exchange) != null;
  }

  /** Gives the entries to all who wait, and keeps them; those of last time, when nothing is new. */
  public List<Entry> keep(List<Entry> entries, Exchange exchange) {
    NamedFeed mine = NamedFeed.of(exchange);
    Reading reading = reading(mine, entries, exchange);
    exchange.setProperty(FeedPreview.TITLE, reading.title());
    mine.result().complete(reading);
    mine.hosts().release();
    return reading.entries();
  }

  private Reading reading(NamedFeed mine, List<Entry> entries, Exchange exchange) {
    Instant now = clock.instant();
    if (mine.isUnchanged()) {
      return mine.older().confirmed(now.plus(fresh));
    }
    String title = exchange.getProperty(FeedPreview.TITLE, String.class);
    return new Reading(title, entries, mine.answer(), now, now.plus(fresh), null);
  }

  /**
   * Tells all who wait, and forgets; what was read before is kept for the next question.
   *
   * @throws Exception the failure itself
   */
  public void fail(Exchange exchange) throws Exception {
    Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Exception known = caught instanceof Exception e ? e : new IllegalStateException(caught);
    Exception failure = PageRequest.of(exchange) == null ? known : NotAnArticle.because(known);
    NamedFeed mine = NamedFeed.of(exchange);
    if (mine.older() == null) {
      readings.asMap().remove(mine.name(), mine.result());
    } else {
      CompletableFuture<Reading> before = CompletableFuture.completedFuture(mine.older());
      readings.asMap().replace(mine.name(), mine.result(), before);
    }
    mine.result().complete(Reading.failed(failure));
    mine.hosts().release();
    throw failure;
  }
}
