package dev.newsreel.intake;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/**
 * What a web page tells of its article besides the text, in JSON-LD, Open Graph (https://ogp.me/,
 * read 2026-11-30) and plain HTML.
 *
 * @param title one line of plain text; may be empty
 * @param author null when the page does not say
 * @param publishedAt null when the page does not say, or is not believed
 * @param address the page's canonical address, or the one that gave it
 */
record PageFacts(String title, String author, Instant publishedAt, URI address) {

  private static final int LONGEST_NAME = 200;
  private static final Pattern SAME_SITE = Pattern.compile("^(?:www|m|mobile|amp)\\.");
  private static final Pattern BY = Pattern.compile("^by\\s+", Pattern.CASE_INSENSITIVE);
  private static final String JOINT = "[\\s|•·:»–—-]+";

  /**
   * Reads a page.
   *
   * @param from where it came from, after redirects
   */
  static PageFacts of(Document page, URI from, Instant now) {
    URI address = address(page, from);
    LinkedArticle linked = LinkedArticle.of(page, address);
    String published =
        first(linked.published(), meta(page, "article:published_time"), itemDate(page));
    return new PageFacts(
        title(page, linked), author(page, linked), FeedDates.read(published, now), address);
  }

  private static String title(Document page, LinkedArticle linked) {
    Elements headings = page.select("h1");
    String heading = headings.size() == 1 ? ArticleText.title(headings.get(0).html()) : "";
    String title =
        first(
            ArticleText.title(linked.headline()),
            ArticleText.title(meta(page, "og:title")),
            ArticleText.title(meta(page, "twitter:title")),
            heading,
            ArticleText.title(page.title()));
    // What stands behind the headline is the name of the paper.
    boolean longer = !heading.isEmpty() && title.startsWith(heading);
    return longer ? heading : withoutName(title, ArticleText.title(meta(page, "og:site_name")));
  }

  private static String withoutName(String title, String site) {
    String bare = title.replaceFirst(JOINT + Pattern.quote(site) + "$", "");
    return site.isEmpty() || bare.isEmpty() ? title : bare;
  }

  private static String author(Document page, LinkedArticle linked) {
    String named = meta(page, "author");
    String profile = meta(page, "article:author");
    String author =
        first(
            linked.author(),
            named.contains("://") ? "" : ArticleText.title(named),
            profile.contains("://") ? "" : ArticleText.title(profile));
    String name = BY.matcher(author).replaceFirst("");
    return name.isEmpty() || name.length() > LONGEST_NAME ? null : name;
  }

  private static String itemDate(Document page) {
    Element time = page.selectFirst("[itemprop=datePublished]");
    return time == null ? "" : first(time.attr("datetime"), time.attr("content"));
  }

  /**
   * The address that the page names as its own. Only one of the same site is believed: a page must
   * not speak for an article of others, nor for a whole site.
   */
  private static URI address(Document page, URI from) {
    Element link = page.selectFirst("link[rel~=(?i)(^|\\s)canonical(\\s|$)][href]");
    return Stream.of(link == null ? "" : link.attr("href"), meta(page, "og:url"))
        .map(written -> Optional.ofNullable(Links.resolve(from, written)))
        .flatMap(Optional::stream)
        .filter(named -> isBelieved(named, from))
        .findFirst()
        .map(PageFacts::withoutFragment)
        .orElseGet(() -> withoutFragment(from));
  }

  private static boolean isBelieved(URI named, URI from) {
    boolean home = Links.isHome(Links.key(named)) && !Links.isHome(Links.key(from));
    return !home && site(named).equals(site(from));
  }

  private static String site(URI address) {
    return SAME_SITE.matcher(address.getHost().toLowerCase(Locale.ROOT)).replaceFirst("");
  }

  /** Returns the same address without the place on its page. */
  static URI withoutFragment(URI address) {
    String text = address.toString();
    int mark = text.indexOf('#');
    return mark < 0 ? address : URI.create(text.substring(0, mark));
  }

  private static String meta(Document page, String name) {
    return page.select("meta[property=%1$s], meta[name=%1$s]".formatted(name)).stream()
        .map(meta -> meta.attr("content").strip())
        .filter(content -> !content.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String first(String... texts) {
    return Stream.of(texts).filter(text -> !text.isBlank()).findFirst().orElse("");
  }
}
