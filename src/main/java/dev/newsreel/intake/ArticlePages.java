package dev.newsreel.intake;

import dev.newsreel.job.Article;
import dev.newsreel.job.Request;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import dev.newsreel.wire.AddressRefused;
import dev.newsreel.wire.AddressRules;
import dev.newsreel.wire.Redirects;
import dev.newsreel.wire.Wire;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits the pages of articles. New entries that are too short for a good script are completed with
 * the text of the page they link to; one that cannot be read takes nothing away. A page that a
 * caller has named is the article itself.
 */
public final class ArticlePages {

  private static final Logger LOG = LoggerFactory.getLogger(ArticlePages.class);

  private final HostLeases leases;
  private final Settings settings;
  private final AddressRules rules;
  private final Redirects redirects;
  private final Duration limit;
  private final Clock clock;

  /** Makes it; calls themselves are made by the routes. */
  public ArticlePages(Redis redis, Settings settings, AddressRules rules, Clock clock) {
    this.clock = clock;
    this.settings = settings;
    this.rules = rules;
    this.redirects = new Redirects(rules);
    this.limit = settings.duration("feed.timeout");
    this.leases = new HostLeases(redis, limit);
  }

  /** Returns whether the page of an entry is to be asked: it is short, and has an address. */
  public boolean wants(Entry entry) {
    Article article = entry.article();
    return settings.text("feed.full-text").equals("short")
        && article.url() != null
        && article.text().length() < settings.number("feed.full-text-below");
  }

  /**
   * Prepares the call.
   *
   * @param about an entry, or the address that a caller has named
   * @throws AddressRefused when the address points where nothing may be read from
   * @throws HostBusy when the page's host is being asked for something else
   */
  public void request(Object about, Exchange exchange) throws AddressRefused {
    PageVisit visit;
    String address;
    if (about instanceof Entry entry) {
      visit = new EntryVisit(entry, leases);
      address = entry.article().url().toString();
    } else {
      visit = new NamedVisit(NamedFeed.of(exchange), clock);
      address = typed((String) about);
    }
    exchange.setProperty(PageVisit.PROPERTY, visit);
    visit.begin(rules.check(address), limit);
    call(exchange, visit.trail());
  }

  /** Returns what somebody means who has typed an address; it may still be none. */
  private static String typed(String address) {
    URI meant = Links.resolve(null, address);
    return meant == null ? address : PageFacts.withoutFragment(meant).toString();
  }

  private void call(Exchange exchange, Trail trail) {
    Map<String, String> headers = new HashMap<>();
    headers.put("User-Agent", settings.text("feed.user-agent"));
    headers.put("Accept", "text/html, application/xhtml+xml");
    headers.put("Accept-Encoding", "gzip, deflate");
    headers.put(Wire.DEADLINE, Long.toString(trail.left().toMillis()));
    Request.headers(exchange, headers);
    exchange.getMessage().setHeader(Exchange.HTTP_URI, trail.address().toString());
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
    exchange.getMessage().setBody(null);
  }

  /**
   * Reads the page that has come, or prepares the call to where a redirect points.
   *
   * @throws AddressRefused when a redirect points where nothing may be read from
   * @throws HostBusy when it points to a host that is being asked for something else
   * @throws NotAnArticle when a caller has named the page, and it shows none
   */
  public void receive(Exchange exchange) throws AddressRefused {
    Message message = exchange.getMessage();
    PageVisit visit = visit(exchange);
    int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    if (Trail.isRedirect(status)) {
      visit.follow(status, FeedAnswer.header(message, "Location"), redirects);
      call(exchange, visit.trail());
      return;
    }
    message.removeHeader(Exchange.HTTP_URI);
    byte[] body = message.getBody(byte[].class);
    String type = FeedAnswer.header(message, Exchange.CONTENT_TYPE);
    visit.read(status, type, body == null ? new byte[0] : body);
  }

  /** Returns the article of the page that a caller has named, as the only one in a list. */
  public List<Entry> article(Exchange exchange) {
    return List.of(((NamedVisit) visit(exchange)).article());
  }

  /**
   * Notes that the page could not be had, whatever the reason: the entry stays as it is.
   *
   * @throws HostBusy when it could not be asked just now; the feed's turn comes again
   */
  public void fail(Exchange exchange) {
    ((EntryVisit) visit(exchange)).release();
    Throwable reason = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    for (Throwable t = reason; t != null; t = t.getCause()) {
      if (t instanceof HostBusy busy) {
        throw busy;
      }
    }
    LOG.debug("A page was not read", reason);
  }

  /** Returns the entry, with the page's text if that is longer than its own. */
  public Entry complete(Exchange exchange) {
    EntryVisit visit = (EntryVisit) visit(exchange);
    visit.release();
    exchange.getMessage().removeHeader(Exchange.HTTP_URI);
    Entry entry = visit.entry();
    Article article = entry.article();
    Optional<String> longer = visit.text().filter(t -> t.length() > article.text().length());
    if (longer.isEmpty()) {
      LOG.info("The page of a short entry gave nothing more: {}", article.title());
      return entry;
    }
    LOG.info("The text of a short entry was read from its page: {}", article.title());
    return entry.withText(longer.get());
  }

  private static PageVisit visit(Exchange exchange) {
    return exchange.getProperty(PageVisit.PROPERTY, PageVisit.class);
  }
}
