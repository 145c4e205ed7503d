package dev.newsreel.job;

/**
 * A caller's wish for videos of the newest entries of a feed.
 *
 * @param url the feed's address as the caller gave it
 * @param maxItems how many at the most
 * @param options what the videos should be like
 */
public record FeedRequest(String url, int maxItems, Options options) {

  /** The exchange property under which it travels while the feed is fetched. */
  public static final String PROPERTY = "feedRequest";
}
