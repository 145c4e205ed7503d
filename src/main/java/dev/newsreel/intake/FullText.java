package dev.newsreel.intake;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * Reads the article out of a web page: what the page marks as its article, else the block with the
 * most prose. Whatever is doubtful (a page of links, a wall, a shell that a script would fill) is
 * no article, because the feed's own words are better than the wrong ones.
 */
public final class FullText {
  /** The most bytes a page may have, unpacked: 2 MB. */
  public static final int MAX_BYTES = 2_000_000;

  private static final int MOST_WALLED = 1_500;
  private static final Pattern HTML =
      Pattern.compile("\\s*(?:text/html|application/xhtml\\+xml)\\b.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern KIND = Pattern.compile("[\\w.+-]{1,60}/[\\w.+-]{1,60}");
  private static final Pattern NOT_FREE =
      Pattern.compile("\"isAccessibleForFree\"\\s*:\\s*\"?false", Pattern.CASE_INSENSITIVE);

  private FullText() {}

  /**
   * The article's text as {@link ArticleText#of} writes it, without its headline.
   *
   * @param html the bytes as received, unpacked
   * @param contentType the HTTP header; null when there was none, which is taken for HTML
   * @param address where the page came from, after redirects
   * @return empty when the page is no HTML, larger than {@link #MAX_BYTES}, not free to read, or
   *     holds no article
   */
  public static Optional<String> of(byte[] html, String contentType, URI address) {
    try {
      return Optional.of(read(html, contentType, address, FullText::text));
    } catch (NotAnArticle none) {
      return Optional.empty();
    }
  }

  /**
   * Returns what a reader makes of a page.
   *
   * @throws NotAnArticle when it is no page, or nothing can be made of it
   */
  static <T> T read(byte[] html, String contentType, URI address, Function<Document, T> reader) {
    if (contentType != null && !HTML.matcher(contentType).matches()) {
      throw NotAnArticle.notHtml(kind(contentType));
    }
    if (html.length > MAX_BYTES) {
      throw NotAnArticle.tooLarge(null);
    }
    try {
      String text = FeedDecoder.legal(FeedCharset.readPage(html, contentType));
      return reader.apply(Jsoup.parse(text, address.toString()));
    } catch (NotAnArticle known) {
      throw known;
    } catch (RuntimeException | StackOverflowError unexpected) {
      throw NotAnArticle.withoutText(unexpected);
    }
  }

  private static String kind(String contentType) {
    Matcher kind = KIND.matcher(contentType);
    return kind.lookingAt() ? kind.group().toLowerCase(Locale.ROOT) : null;
  }

  /**
   * Returns the article's text. The page is taken apart by it.
   *
   * @throws NotAnArticle when it is not free to read, or there is none
   */
  static String text(Document page) {
    if (isSold(page)) {
      throw NotAnArticle.notFree();
    }
    boolean walled = isWalled(page);
    return new PageBlocks(page)
        .article()
        .map(block -> ArticleText.of(block.outerHtml()))
        .filter(text -> text.length() >= (walled ? MOST_WALLED : PageBlocks.LEAST))
        .orElseThrow(() -> NotAnArticle.withoutText(null));
  }

  /** Whether the publisher says that the text is only for those who pay. */
  private static boolean isSold(Document page) {
    return page.select("script[type=application/ld+json]").stream()
            .anyMatch(script -> NOT_FREE.matcher(script.data()).find())
        || page
            .select("meta[property=article:content_tier], meta[name=article:content_tier]")
            .stream()
            .anyMatch(meta -> meta.attr("content").toLowerCase(Locale.ROOT).equals("locked"));
  }

  /** Whether it asks for a password, so that a short text is what the wall says. */
  private static boolean isWalled(Document page) {
    return !page.select("input[type=password]").isEmpty();
  }
}
