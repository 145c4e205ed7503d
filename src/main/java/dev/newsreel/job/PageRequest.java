package dev.newsreel.job;

import org.apache.camel.Exchange;

/**
 * A caller's wish for a video of the article that a web page shows.
 *
 * @param url the page's address as the caller gave it
 * @param title what the article is to be called; null leaves it to the page
 * @param options what the video should be like
 */
public record PageRequest(String url, String title, Options options) {

  /** The exchange property under which it travels while the page is fetched. */
  public static final String PROPERTY = "pageRequest";

  /** The exchange property with the id of the video that there is already; null without one. */
  public static final String MADE_BEFORE = "madeBefore";

  /** Returns the wish that an exchange is about; null when it is about no page. */
  public static PageRequest of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, PageRequest.class);
  }
}
