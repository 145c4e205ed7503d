package dev.newsreel.intake;

import com.rometools.rome.feed.synd.SyndFeed;
import dev.newsreel.job.Request;
import dev.newsreel.settings.Settings;
import dev.newsreel.wire.AddressRefused;
import dev.newsreel.wire.AddressRules;
import dev.newsreel.wire.Redirects;
import dev.newsreel.wire.Wire;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Fetches one feed, redirects included, and reads its entries. A declared feed that is polled is
 * only read when it has changed, and so is one that a caller has named before.
 */
public final class FeedFetch {

  private static final String ACCEPT =
      "application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5";

  private final Settings settings;
  private final AddressRules rules;
  private final Redirects redirects;
  private final Clock clock;

  /** Makes the fetcher; calls themselves are made by the routes. */
  public FeedFetch(Settings settings, AddressRules rules, Clock clock) {
    this.settings = settings;
    this.rules = rules;
    this.clock = clock;
    this.redirects = new Redirects(rules);
  }

  /**
   * Prepares the call.
   *
   * @throws AddressRefused when the address points where nothing may be read from
   * @throws HostBusy when its host is being asked for something else all the time
   */
  public void request(String address, Exchange exchange) throws AddressRefused {
    URI start = rules.check(address);
    NamedFeed named = NamedFeed.of(exchange);
    if (named != null) {
      named.hosts().await(start, settings.duration("feed.timeout"));
    }
    Trail trail = new Trail(start, settings.duration("feed.timeout"));
    exchange.setProperty(Trail.PROPERTY, trail);
    call(exchange, trail);
  }

  private void call(Exchange exchange, Trail trail) {
    Map<String, String> headers = new HashMap<>();
    headers.put("User-Agent", settings.text("feed.user-agent"));
    headers.put("Accept", ACCEPT);
    headers.put("Accept-Encoding", "gzip, deflate");
    headers.put(Wire.DEADLINE, Long.toString(trail.left().toMillis()));
    headers.putAll(conditions(exchange, trail.address()));
    Request.headers(exchange, headers);
    exchange.getMessage().setHeader(Exchange.HTTP_URI, trail.address().toString());
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
    exchange.getMessage().setBody(null);
  }

  private Map<String, String> conditions(Exchange exchange, URI address) {
    Poll poll = Poll.of(exchange);
    NamedFeed named = NamedFeed.of(exchange);
    Map<String, String> conditions = new HashMap<>();
    if (poll != null && poll.isConditionalAt(address)) {
      conditions.put("If-None-Match", poll.before().memory().etag());
      conditions.put("If-Modified-Since", poll.before().memory().lastModified());
    } else if (named != null && named.isConditionalAt(address)) {
      conditions.put("If-None-Match", named.older().answer().etag());
      conditions.put("If-Modified-Since", named.older().answer().lastModified());
    }
    return conditions;
  }

  /**
   * Keeps what has come, or prepares the call to where a redirect points.
   *
   * @throws FeedUnavailable when the server refused it
   * @throws AddressRefused when a redirect points where nothing may be read from
   */
  public void receive(Exchange exchange) throws AddressRefused {
    Message message = exchange.getMessage();
    int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    if (Trail.isRedirect(status)) {
      follow(exchange, status);
      return;
    }
    message.removeHeader(Exchange.HTTP_URI);
    note(FeedAnswer.of(message, trail(exchange), clock.instant()), exchange);
    if (!hasChanged(exchange)) {
      message.setBody(List.of());
    } else if (status != 200) {
      throw new FeedUnavailable(status, retryAfter(status, message));
    }
  }

  private static void note(FeedAnswer answer, Exchange exchange) {
    Poll poll = Poll.of(exchange);
    NamedFeed named = NamedFeed.of(exchange);
    if (poll != null) {
      poll.answered(answer);
    }
    if (named != null) {
      named.answered(answer);
    }
  }

  private void follow(Exchange exchange, int status) throws AddressRefused {
    Trail trail = trail(exchange);
    String location = FeedAnswer.header(exchange.getMessage(), "Location");
    URI next = trail.follow(status, location, redirects);
    Poll poll = Poll.of(exchange);
    NamedFeed named = NamedFeed.of(exchange);
    if (poll != null && !poll.hold(next)) {
      throw new HostBusy(next.getHost());
    }
    if (named != null) {
      named.hosts().await(next, trail.left());
    }
    call(exchange, trail);
  }

  private Duration retryAfter(int status, Message message) {
    boolean asks = status == 429 || status == 503;
    String value = FeedAnswer.header(message, "Retry-After");
    return asks ? HttpTimes.retryAfter(value, clock.instant()) : null;
  }

  /** Returns whether something new has come, so that there are entries to read. */
  public boolean hasChanged(Exchange exchange) {
    Poll poll = Poll.of(exchange);
    NamedFeed named = NamedFeed.of(exchange);
    return (poll == null || !poll.isUnchanged()) && (named == null || !named.isUnchanged());
  }

  /**
   * Returns what came as plain RSS 2.0, whatever it was.
   *
   * @throws NotAFeed when it is no feed
   */
  public String decode(Exchange exchange) {
    byte[] body = exchange.getMessage().getBody(byte[].class);
    String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
    byte[] bytes = body == null ? new byte[0] : body;
    Instant now = clock.instant();
    String plain =
        FeedReader.plain(FeedDecoder.decode(bytes, type), trail(exchange).address(), now);
    Poll poll = Poll.of(exchange);
    if (poll != null) {
      poll.read(Manners.of(plain));
    }
    return plain;
  }

  /** Returns the entries of the parsed feed, in the order of the document. */
  public List<Entry> entries(SyndFeed feed, Exchange exchange) {
    exchange.setProperty(FeedPreview.TITLE, ArticleText.title(feed.getTitle()));
    return FeedReader.entries(feed, trail(exchange).address(), clock.instant());
  }

  private static Trail trail(Exchange exchange) {
    return exchange.getProperty(Trail.PROPERTY, Trail.class);
  }
}
