package dev.newsreel.intake;

import com.rometools.rome.feed.synd.SyndFeed;
import dev.newsreel.job.Request;
import dev.newsreel.settings.Settings;
import dev.newsreel.wire.AddressRefused;
import dev.newsreel.wire.AddressRules;
import dev.newsreel.wire.Redirects;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** Fetches one feed, redirects included, and reads its entries. */
public final class FeedFetch {

  private static final String HOP = "hop";
  private static final String ADDRESS = "feedAddress";

  private final Settings settings;
  private final AddressRules rules;
  private final Redirects redirects;

  /** Makes the fetcher; calls themselves are made by the routes. */
  public FeedFetch(Settings settings, AddressRules rules) {
    this.settings = settings;
    this.rules = rules;
    this.redirects = new Redirects(rules);
  }

  /**
   * Prepares the call.
   *
   * @throws AddressRefused when the address points where nothing may be read from
   */
  public void request(String address, Exchange exchange) throws AddressRefused {
    exchange.setProperty(HOP, 0);
    call(exchange, rules.check(address));
  }

  private void call(Exchange exchange, URI address) {
    exchange.setProperty(ADDRESS, address);
    Request.headers(
        exchange,
        Map.of(
            "User-Agent",
            settings.text("feed.user-agent"),
            "Accept",
            "application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"));
    exchange.getMessage().setHeader(Exchange.HTTP_URI, address.toString());
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
    exchange.getMessage().setBody(null);
  }

  /**
   * Keeps what has come, or prepares the call to where a redirect points.
   *
   * @throws FeedUnavailable when the server refused it
   * @throws AddressRefused when a redirect points where nothing may be read from
   */
  public void receive(Exchange exchange) throws AddressRefused {
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    String location = exchange.getMessage().getHeader("Location", String.class);
    if (status >= 300 && status < 400 && status != 304) {
      int hop = exchange.getProperty(HOP, Integer.class) + 1;
      exchange.setProperty(HOP, hop);
      call(exchange, redirects.next(exchange.getProperty(ADDRESS, URI.class), location, hop));
    } else if (status != 200) {
      throw new FeedUnavailable("The feed's server answered " + status);
    } else {
      exchange.getMessage().removeHeader(Exchange.HTTP_URI);
    }
  }

  /**
   * Returns what came as plain RSS 2.0, whatever it was.
   *
   * @throws NotAFeed when it is no feed
   */
  public String decode(Exchange exchange) {
    byte[] body = exchange.getMessage().getBody(byte[].class);
    String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
    URI address = exchange.getProperty(ADDRESS, URI.class);
    byte[] bytes = body == null ? new byte[0] : body;
    return FeedReader.plain(FeedDecoder.decode(bytes, type), address, Instant.now());
  }

  /** Returns the entries of the parsed feed, in the order of the document. */
  public List<Entry> entries(SyndFeed feed, Exchange exchange) {
    exchange.setProperty(FeedPreview.TITLE, ArticleText.title(feed.getTitle()));
    return FeedReader.entries(feed, exchange.getProperty(ADDRESS, URI.class), Instant.now());
  }
}
