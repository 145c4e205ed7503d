package dev.newsreel.intake;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What one answer of a feed said.
 *
 * @param title the feed's own name; may be empty, never null
 * @param link the site the feed belongs to, absolute; null when it gave none
 * @param ttl how long the feed asks to be left alone; null when it gave none
 * @param skipHours hours of the day, UTC, 0 to 23, in which the feed asks not to be polled
 * @param entries the entries in the order of the document, at most {@link FeedReader#MAX_ENTRIES}
 */
public record ReadFeed(
    String title, URI link, Duration ttl, Set<Integer> skipHours, List<Entry> entries) {

  public ReadFeed {
    Objects.requireNonNull(title, "title");
    skipHours = Set.copyOf(skipHours);
    entries = List.copyOf(entries);
  }
}
