package dev.newsreel.intake;

import dev.newsreel.job.Article;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/**
 * One fetch of a feed or page that a caller has named, for which others may wait; belongs to one
 * thread.
 */
final class NamedFeed {

  /** The exchange property under which it travels. */
  static final String PROPERTY = "namedFeed";

  private static final Duration FULL = Duration.ofDays(1);

  private final String name;
  private final HeldHosts hosts;
  private final Reading older;
  private final boolean full;
  private final CompletableFuture<Reading> result = new CompletableFuture<>();
  private FeedAnswer answer;

  /**
   * What a fetch has come to; one that has failed is told but not kept.
   *
   * @param answer the server's, with what asks whether it is still true
   * @param readAt when the entries were read
   * @param freshUntil when it is asked for again
   * @param failure null when there is none
   */
  record Reading(
      String title,
      List<Entry> entries,
      FeedAnswer answer,
      Instant readAt,
      Instant freshUntil,
      Exception failure) {

    private static final int OVERHEAD = 500;

    static Reading failed(Exception failure) {
      return new Reading(null, List.of(), null, null, null, failure);
    }

    boolean isStale(Instant now) {
      return failure == null && !now.isBefore(freshUntil);
    }

    /** Returns the same, as the server has just confirmed it. */
    Reading confirmed(Instant until) {
      return new Reading(title, entries, answer, readAt, until, failure);
    }

    /** Returns how many bytes it takes, about. */
    int weight() {
      long chars = entries.stream().mapToLong(e -> OVERHEAD + length(e.article())).sum();
      return (int) Math.min(Integer.MAX_VALUE, OVERHEAD + 2 * chars);
    }

    private static long length(Article article) {
      return (long) article.text().length() + article.title().length();
    }
  }

  /**
   * Makes a fetch.
   *
   * @param name under what it is remembered
   * @param older what an earlier one came to; null when there is none
   */
  NamedFeed(String name, HostLeases leases, Reading older, Instant now) {
    this.name = name;
    this.hosts = new HeldHosts(leases);
    this.older = older;
    this.full = older == null || !now.isBefore(older.readAt().plus(FULL));
  }

  /** Returns the fetch that an exchange makes; null when a declared feed is polled. */
  static NamedFeed of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, NamedFeed.class);
  }

  String name() {
    return name;
  }

  HeldHosts hosts() {
    return hosts;
  }

  Reading older() {
    return older;
  }

  CompletableFuture<Reading> result() {
    return result;
  }

  FeedAnswer answer() {
    return answer;
  }

  /** Returns whether the older answer's validators may be sent; once a day all is read anew. */
  boolean isConditionalAt(URI address) {
    return !full && address.equals(older.answer().from());
  }

  /** Notes the last answer. */
  void answered(FeedAnswer last) {
    answer = last;
  }

  /** Returns whether the server says that all is as it was. */
  boolean isUnchanged() {
    return answer != null && answer.status() == 304 && isConditionalAt(answer.from());
  }
}
