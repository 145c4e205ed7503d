package dev.newsreel.intake;

import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import dev.newsreel.job.Article;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads feeds: RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, CDF, JSON Feed.
 *
 * <p>Every format is first written as plain RSS 2.0, because that is what ROME reads without loss;
 * https://github.com/rometools/rome (2.1.0) refuses or misreads much of what real feeds contain.
 */
public final class FeedReader {
  /** The most entries taken from one document. */
  public static final int MAX_ENTRIES = 500;

  private FeedReader() {}

  /**
   * The feed that an HTTP answer holds.
   *
   * @param body the bytes as received, packed or not
   * @param contentType the HTTP header; null when there was none
   * @param url where the answer came from, after redirects
   * @param now the time of the poll; a date more than 24 hours later is not believed
   * @throws NotAFeed when it is none; nothing else is thrown
   */
  public static ReadFeed read(byte[] body, String contentType, URI url, Instant now) {
    return read(FeedDecoder.decode(body, contentType), url, now);
  }

  /** The feed that a decoded text holds; see {@link #read(byte[], String, URI, Instant)}. */
  public static ReadFeed read(String text, URI url, Instant now) {
    SyndFeed feed = parse(plain(text, url, now));
    URI site = Links.resolve(url, feed.getLink());
    Duration ttl = null;
    Set<Integer> skipHours = new HashSet<>();
    if (feed.originalWireFeed() instanceof Channel channel) {
      ttl = channel.getTtl() > 0 ? Duration.ofMinutes(channel.getTtl()) : null;
      skipHours.addAll(channel.getSkipHours());
    }
    return new ReadFeed(
        ArticleText.title(feed.getTitle()), site, ttl, skipHours, entries(feed, url, now));
  }

  /**
   * Any feed as plain RSS 2.0: the text to hand to another RSS parser, such as Camel's {@code rss}
   * data format.
   *
   * @throws NotAFeed when the text is none
   */
  public static String plain(String text, URI url, Instant now) {
    try {
      return text.startsWith("{") ? JsonFeed.plain(text, url, now) : XmlFeed.plain(text, url, now);
    } catch (NotAFeed known) {
      throw known;
    } catch (RuntimeException | StackOverflowError unexpected) {
      throw new NotAFeed("feed_unreadable", "The feed cannot be read.", unexpected);
    }
  }

  /**
   * The entries of a parsed feed, each article once.
   *
   * @param url where the feed was read from; relative links start there when the feed names no site
   */
  public static List<Entry> entries(SyndFeed feed, URI url, Instant now) {
    URI site = Links.resolve(url, feed.getLink());
    List<Article> articles =
        feed.getEntries().stream()
            .limit(MAX_ENTRIES)
            .map(entry -> article(entry, site == null ? url : site, now))
            .toList();
    return new EntryKeys(site, url).of(articles);
  }

  private static SyndFeed parse(String plainRss) {
    SyndFeedInput input = new SyndFeedInput();
    input.setPreserveWireFeed(true);
    try {
      return input.build(new StringReader(plainRss));
    } catch (FeedException | RuntimeException | StackOverflowError unexpected) {
      throw new NotAFeed("feed_unreadable", "The feed cannot be read.", unexpected);
    }
  }

  private static Article article(SyndEntry entry, URI base, Instant now) {
    List<String> texts = new ArrayList<>();
    entry.getContents().forEach(content -> texts.add(html(content)));
    texts.add(html(entry.getDescription()));
    Date date =
        entry.getPublishedDate() == null ? entry.getUpdatedDate() : entry.getPublishedDate();
    return new Article(
        ArticleText.title(html(entry.getTitleEx())),
        ArticleText.longest(texts),
        Links.resolve(base, entry.getLink()),
        PlainRss.NO_GUID.equals(entry.getUri()) ? null : orNull(entry.getUri()),
        date == null ? null : FeedDates.believable(date.toInstant(), now),
        orNull(ArticleText.title(entry.getAuthor())));
  }

  private static String html(SyndContent content) {
    if (content == null || content.getValue() == null) {
      return "";
    }
    boolean plain = "text".equals(content.getType()) || "text/plain".equals(content.getType());
    return plain ? ArticleText.literally(content.getValue()) : content.getValue();
  }

  private static String orNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
