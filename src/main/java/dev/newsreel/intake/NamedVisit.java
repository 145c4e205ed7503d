package dev.newsreel.intake;

import dev.newsreel.job.Article;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;

/** A visit to a page that a caller has named, who is told when there is no article. */
final class NamedVisit extends PageVisit {

  private static final int HEAD = 4096;
  private static final Pattern FEED =
      Pattern.compile(
          "\\A(?:\\s++|<\\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>)*+<(?:\\w{1,20}:)?(?:rss|feed|rdf)[\\s>]"
              + "|\\A\\s*+\\{.*https?:(?://|\\\\/\\\\/)jsonfeed\\.org",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final NamedFeed fetch;
  private final Clock clock;
  private Entry article;

  NamedVisit(NamedFeed fetch, Clock clock) {
    this.fetch = fetch;
    this.clock = clock;
  }

  @Override
  void hold(URI address, Duration longest) {
    fetch.hosts().await(address, longest);
  }

  @Override
  void read(int status, String contentType, byte[] body) {
    if (status != 200) {
      throw NotAnArticle.answered(status);
    }
    if (hasLedHome()) {
      throw NotAnArticle.goneHome();
    }
    URI address = trail().address();
    Instant now = clock.instant();
    article = read(body, contentType, address, now);
  }

  /**
   * Returns the article that a page shows, known again by its canonical address and by its text.
   *
   * @throws NotAnArticle when there is none
   */
  static Entry read(byte[] body, String contentType, URI address, Instant now) {
    byte[] head = Arrays.copyOf(body, Math.min(HEAD, body.length));
    if (FEED.matcher(FeedDecoder.legal(FeedCharset.read(head, contentType))).find()) {
      throw NotAnArticle.feed();
    }
    Article article = FullText.read(body, contentType, address, page -> read(page, address, now));
    return new EntryKeys(null, null).of(List.of(article)).get(0);
  }

  private static Article read(Document page, URI address, Instant now) {
    PageFacts facts = PageFacts.of(page, address, now);
    String text = FullText.text(page);
    return new Article(
        facts.title(), text, facts.address(), null, facts.publishedAt(), facts.author());
  }

  /** Returns what the page gave. */
  Entry article() {
    return article;
  }
}
