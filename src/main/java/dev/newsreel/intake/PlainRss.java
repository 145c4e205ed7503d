package dev.newsreel.intake;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Writes a feed of any format as the plain RSS 2.0 that every reader understands: absolute links,
 * trimmed guids, HTML texts, GMT dates, and nothing else that a parser could stumble over.
 */
final class PlainRss {
  /** Stands where there is no guid, because ROME would put the link there. */
  static final String NO_GUID = "newsreel:none";

  private static final int MAX_HTML = 1_000_000;
  private static final DateTimeFormatter RFC_822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final StringBuilder out = new StringBuilder();

  private PlainRss() {}

  /**
   * The document. Of more than {@link FeedReader#MAX_ENTRIES} items it keeps the newest if all are
   * dated, else the first.
   */
  static String of(String title, URI link, List<String> channelElements, List<PlainItem> items) {
    PlainRss rss = new PlainRss();
    rss.out.append(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>");
    rss.element("title", title);
    rss.element("link", link == null ? "" : link.toString());
    channelElements.forEach(rss.out::append);
    some(items).forEach(rss::item);
    return rss.out.append("</channel></rss>").toString();
  }

  private static List<PlainItem> some(List<PlainItem> items) {
    boolean tooMany = items.size() > FeedReader.MAX_ENTRIES;
    boolean dated = tooMany && items.stream().allMatch(item -> item.date() != null);
    Comparator<PlainItem> newestFirst = Comparator.comparing(PlainItem::date).reversed();
    return (dated ? items.stream().sorted(newestFirst) : items.stream())
        .limit(FeedReader.MAX_ENTRIES)
        .toList();
  }

  private void item(PlainItem item) {
    out.append("<item>");
    String guid = item.guid().isEmpty() ? NO_GUID : item.guid();
    out.append("<guid isPermaLink=\"false\">").append(escape(guid)).append("</guid>");
    element("link", item.link() == null ? "" : item.link().toString());
    element("title", item.title());
    element("description", item.summary());
    element("content:encoded", item.content());
    element("pubDate", date(item.date()));
    element("author", item.author());
    out.append("</item>");
  }

  private static String date(Instant date) {
    return date == null ? "" : RFC_822.format(date);
  }

  private void element(String name, String value) {
    if (!value.isBlank()) {
      String some = value.substring(0, Math.min(value.length(), MAX_HTML));
      out.append('<').append(name).append('>').append(escape(some));
      out.append("</").append(name).append('>');
    }
  }

  /** Character data; without characters that are forbidden, even when they came as references. */
  private static String escape(String text) {
    return FeedDecoder.legal(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\r", "&#13;");
  }
}
