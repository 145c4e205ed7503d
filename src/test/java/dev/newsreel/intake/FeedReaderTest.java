package dev.newsreel.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import dev.newsreel.job.Article;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final URI URL = URI.create("https://cdn.example/feeds/all.xml");
  private static final String ITEM =
      "<item><title>One</title><link>http://s.example/1</link></item>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<rss version='0.91'><channel>" + ITEM + "</channel></rss>",
        "<rss version='0.92'><channel>" + ITEM + "</channel></rss>",
        "<rss version='2.0'><channel>" + ITEM + "</channel></rss>",
        "<rss version='3.0'><channel>" + ITEM + "</channel></rss>",
        "<rss><channel>" + ITEM + "</channel></rss>",
        "<RSS version='2.0'><Channel>" + ITEM + "</Channel></RSS>",
        "<rss version='2.0' xmlns='http://backend.userland.com/rss2'><channel>"
            + ITEM
            + "</channel></rss>",
        "<rss version='2.0'>" + ITEM + "</rss>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
            + "<channel><title>c</title></channel>"
            + ITEM
            + "</rdf:RDF>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
            + " xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel/>"
            + ITEM
            + "</rdf:RDF>",
        "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:x='http://purl.org/rss/1.0/'><x:channel/>"
            + "<x:item><x:title>One</x:title><x:link>http://s.example/1</x:link></x:item></r:RDF>",
        "<rdf:RDF xmlns='http://wrong.example/'>" + ITEM + "</rdf:RDF>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>One</title><link href='http://s.example/1'/></entry></feed>",
        "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>One</a:title><a:link href='http://s.example/1'/></a:entry></a:feed>",
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title>One</title><link rel='alternate' href='http://s.example/1'/></entry></feed>",
        "<feed><entry><title>One</title><link href='http://s.example/1'/></entry></feed>",
        "<rss version='0.93'><channel>" + ITEM + "</channel></rss>",
        "<rss version='0.94'><channel>" + ITEM + "</channel></rss>",
        "<?xml version='1.0'?><!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN'"
            + " 'http://my.netscape.com/publish/formats/rss-0.91.dtd'><rss version='0.91'><channel>"
            + ITEM
            + "</channel></rss>",
        "<CHANNEL HREF='http://s.example/'><ITEM HREF='http://s.example/1'><TITLE>One</TITLE></ITEM></CHANNEL>",
        "<CHANNEL><A HREF='http://s.example/'/><ITEM><A HREF='http://s.example/1'/><TITLE>One</TITLE></ITEM></CHANNEL>",
        "{\"items\":[{\"title\":\"One\t\",\"url\":\"http://s.example/1\"},]}",
        "{\"title\":\"T\",\"items\":[{\"title\":\"One\",\"url\":\"http://s.example/1\"},{\"title\":\"Tw",
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"title\":\"One\",\"url\":\"http://s.example/1\"}]}",
      })
  void readsEveryFormat(String text) {
    Article article = only(FeedDecoder.decode(text.getBytes(UTF_8), null));

    assertThat(article.title()).isEqualTo("One");
    assertThat(article.url()).hasToString("http://s.example/1");
  }

  @Test
  void readsAllFieldsOfAnItem() {
    Article article =
        only(
            rss(
                "<item><guid isPermaLink='false'>\n 17 \n</guid><title>A &amp;amp; B</title>"
                    + "<link> /posts/17?utm_source=rss </link><dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator>"
                    + "<author>ann@s.example (Ann)</author><pubDate>Tue, 02 Jan 2024 03:04:05 EST</pubDate>"
                    + "<description>Short.</description>"
                    + "<content:encoded><![CDATA[<p>Much longer</p><p>text & more.</p>]]></content:encoded></item>"));

    assertThat(article)
        .isEqualTo(
            new Article(
                "A & B",
                "Much longer\n\ntext & more.",
                URI.create("https://s.example/posts/17?utm_source=rss"),
                "17",
                Instant.parse("2024-01-02T08:04:05Z"),
                "Ann, Bob"));
  }

  @Test
  void readsWhatTheFeedSaysOfItself() {
    ReadFeed feed =
        read(
            "<rss version='2.0'><channel><title>My <b>feed</b></title><link>https://s.example</link><ttl>90</ttl>"
                + "<skipHours><hour>24</hour><hour>7</hour><hour>99</hour></skipHours>"
                + "<skipDays><day>Noday</day></skipDays><cloud port='x'/></channel></rss>");

    assertThat(feed.title()).isEqualTo("My feed");
    assertThat(feed.link()).hasToString("https://s.example");
    assertThat(feed.ttl()).isEqualTo(Duration.ofMinutes(90));
    assertThat(feed.skipHours()).containsExactlyInAnyOrder(0, 7);
    assertThat(feed.entries()).isEmpty();
    assertThat(read("<rss><channel><ttl>soon</ttl></channel></rss>").ttl()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "<link>http://x.example/1</link><guid>http://x.example/2</guid>, http://x.example/1",
        "<guid>http://x.example/2</guid>, http://x.example/2",
        "<guid isPermaLink='false'>http://x.example/2</guid>, -",
        "<guid>not an address</guid>, -",
        "<link/><atom:link rel='alternate' href='/a'/>, https://s.example/a",
        "<atom:link rel='self' href='/a'/><enclosure url='/b.mp3'/>, -",
        "<link>http://feedproxy.example/1</link><feedburner:origLink>http://x.example/1</feedburner:origLink>, http://x.example/1",
        "<link>//x.example/1</link>, https://x.example/1",
        "<link>http://x.example/?a=1&b=2&copy=3</link>, http://x.example/?a=1&b=2&copy=3",
        "<link>javascript:alert(1)</link>, -",
      })
  void findsTheLinkOfAnItem(String elements, String link) {
    URI expected = link == null ? null : URI.create(link);

    assertThat(
            only(FeedDecoder.decode(rss("<item>" + elements + "</item>").getBytes(UTF_8), null))
                .url())
        .isEqualTo(expected);
  }

  @Test
  void resolvesAtomLinksAgainstEveryXmlBase() {
    Article article =
        only(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://s.example/a/'><entry xml:base='b/'>"
                + "<link rel='self' href='self'/><link rel='enclosure' href='e.mp3'/>"
                + "<link rel='alternate' type='application/json' href='j'/><link rel='alternate' type='text/html' href='h'/>"
                + "</entry></feed>");

    assertThat(article.url()).hasToString("http://s.example/a/b/h");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<content>1 &lt; 2 &amp;amp; 3</content> | 1 < 2 & 3",
        "<content type='text'>the &lt;blink> tag</content> | the <blink> tag",
        "<content type='html'>&lt;p>a&lt;/p>&lt;p>b&lt;/p></content> | a//b",
        "<content>&lt;p>undeclared&lt;/p></content> | undeclared",
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>a</p><p>b<br/></p></div></content> | a//b",
        "<content type='xhtml' xmlns:h='http://www.w3.org/1999/xhtml'><h:div><h:p>a</h:p><h:p>b</h:p></h:div></content> | a//b",
        "<content type='text/html' mode='escaped'>&lt;p>a&lt;/p></content> | a",
        "<content mode='base64' type='text/html'> PHA+YT wvcD4 </content> | a",
        "<content type='image/png'>iVBORw0KGgo=</content><summary>s</summary> | s",
        "<content src='http://s.example/movie.mp4' type='video/mp4'/><summary>s</summary> | s",
        "<summary>longer than content</summary><content>c</content> | longer than content",
      })
  void readsEveryContentTypeOfAtom(String elements, String text) {
    Article article =
        only("<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + elements + "</entry></feed>");

    assertThat(article.text().replace("\n", "/")).isEqualTo(text);
  }

  @Test
  void keepsMarkupInsideAnRssTitle() {
    assertThat(only(rss("<item><title>Before <b>inside</b> after</title></item>")).title())
        .isEqualTo("Before inside after");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<rss><channel><item><title>One</title></item></channel></rss> trailing <junk>",
        "<rss><channel><item><unknown:tag/><title>One</title></item></channel></rss>",
        "<rss><channel><item><title>One</item></channel></rss>",
        "<rss><channel><item><title>&#0;O&#x1f;ne</title></item></channel></rss>",
        "<rss><channel><item><title>One</title></item><item><title>Tw",
        "<rss><channel><item><title>One</title><description>a <b>b</p> c</description></item></channel></rss>",
      })
  void readsWhatAStrictParserRefuses(String text) {
    assertThat(only(FeedDecoder.decode(text.getBytes(UTF_8), null)).title()).isEqualTo("One");
  }

  @Test
  void showsUnknownEntitiesAsTextAndKnownOnesAsCharacters() {
    assertThat(only(rss("<item><title>a&nbsp;b&eacute; &madeup; c</title></item>")).title())
        .isEqualTo("a bé &madeup; c");
  }

  @Test
  void readsJsonFeeds() {
    String json =
        "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"T\",\"home_page_url\":\"https://s.example/\","
            + "\"author\":{\"name\":\"Ann\"},\"items\":[{\"id\":7,\"url\":\"/7\",\"content_text\":\"a < b\\n\\nc\","
            + "\"date_published\":\"2024-01-02T03:04:05Z\"},{\"id\":\"8\",\"external_url\":\"http://x.example/8\","
            + "\"content_html\":\"<p>h</p>\",\"authors\":[{\"name\":\"Bob\"}]}]}";

    List<Article> articles = read(json).entries().stream().map(Entry::article).toList();

    assertThat(articles)
        .containsExactly(
            new Article(
                "",
                "a < b\n\nc",
                URI.create("https://s.example/7"),
                "7",
                Instant.parse("2024-01-02T03:04:05Z"),
                "Ann"),
            new Article("", "h", URI.create("http://x.example/8"), "8", null, "Bob"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/> | feed_unknown_format",
        "<opml version='1.0'/> | feed_unknown_format",
        "{\"error\":\"no\"} | feed_unknown_format",
        "{\"items\":[ | feed_unreadable",
        "just words | feed_unreadable",
        "<html><body/></html> | feed_is_html",
      })
  void saysWhatItIsWhenItIsNoFeed(String text, String code) {
    assertThatExceptionOfType(NotAFeed.class)
        .isThrownBy(() -> FeedReader.read(text.getBytes(UTF_8), null, URL, NOW))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(code))
        .satisfies(refused -> assertThat(refused.getMessage()).endsWith("."));
  }

  @Test
  void readsTheNewestFiveHundredOfManyItems() {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      Instant date = Instant.parse("2020-01-01T00:00:00Z").plus(Duration.ofDays(i));
      items.append(
          "<item><title>"
              + i
              + "</title><guid>g"
              + i
              + "</guid><pubDate>"
              + date
              + "</pubDate></item>");
    }

    List<Entry> entries = read(rss(items.toString())).entries();

    assertThat(entries).hasSize(FeedReader.MAX_ENTRIES);
    assertThat(entries.get(0).article().title()).isEqualTo("999");
  }

  @Test
  void survivesDeepNesting() {
    String deep = "<a>".repeat(20_000) + "x" + "</a>".repeat(20_000);

    assertThat(
            only(rss("<item><title>One</title><description>" + deep + "</description></item>"))
                .text())
        .isEqualTo("x");
  }

  @Test
  void readsLatinTextInBase64ButNoPictures() {
    assertThat(base64("<p>Zürich</p>".getBytes(ISO_8859_1))).isEqualTo("Zürich");
    assertThat(base64("<p>Zürich</p>".getBytes(UTF_8))).isEqualTo("Zürich");
    assertThat(base64(new byte[] {1, 2, 3, 0, 5})).isEmpty();
  }

  private static String base64(byte[] content) {
    String entry =
        "<entry><title>t</title><content mode='base64' type='text/html'>\n "
            + Base64.getEncoder().encodeToString(content)
            + "\n</content></entry>";
    return only("<feed version='0.3' xmlns='http://purl.org/atom/ns#'>" + entry + "</feed>").text();
  }

  @Test
  void cutsEachTextAndEveryEntryIsRead() {
    String text = "<description>" + "word ".repeat(100_000) + "</description>";

    List<Entry> entries =
        read(rss(("<item>" + text + "</item><item><title>b</title></item>"))).entries();

    assertThat(entries).hasSize(2);
    assertThat(entries.get(0).article().text()).hasSizeBetween(199_000, 200_000);
  }

  /** Each of these once took memory or time without end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<item>",
        "<item/>",
        "<a>",
        "<a><![CDATA[",
        "<!-- ",
        "&",
        "<",
        "</item ",
        "<a b='>"
      })
  void survivesMegabytesOfOneThing(String part) {
    byte[] body = ("<rss><channel>" + part.repeat(5_000_000 / part.length())).getBytes(UTF_8);

    assertTimeout(Duration.ofSeconds(60), () -> survives(body));
  }

  @Test
  void survivesAnElementWithANamespaceOfItsOwnInEachOther() {
    StringBuilder deep = new StringBuilder("<rss><channel>");
    for (int i = 0; i < 100_000; i++) {
      deep.append("<a xmlns:n").append(i).append("='x'>");
    }

    assertTimeout(Duration.ofSeconds(60), () -> survives(deep.toString().getBytes(UTF_8)));
  }

  private static void survives(byte[] body) {
    try {
      assertThat(FeedReader.read(body, null, URL, NOW).entries()).hasSizeLessThan(501);
    } catch (NotAFeed refused) {
      assertThat(refused.code()).startsWith("feed_");
    }
  }

  @Test
  void readsAFeedThatAnotherParserRead() throws Exception {
    String atom =
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><entry><id> 1 </id><title type='text'>a &lt;b&gt;</title>"
            + "<link href='/1'/><content type='html'>&lt;p&gt;c&lt;/p&gt;</content></entry></feed>";
    SyndFeed feed = new SyndFeedInput().build(new StringReader(atom));

    Article article = FeedReader.entries(feed, URL, NOW).get(0).article();

    assertThat(article)
        .isEqualTo(new Article("a <b>", "c", URI.create("https://cdn.example/1"), "1", null, null));
  }

  private static String rss(String items) {
    return "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:atom='http://www.w3.org/2005/Atom'"
        + " xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><link>https://s.example/</link>"
        + items
        + "</channel></rss>";
  }

  private static ReadFeed read(String text) {
    return FeedReader.read(text, URL, NOW);
  }

  private static Article only(String text) {
    List<Entry> entries = read(text).entries();
    assertThat(entries).hasSize(1);
    return entries.get(0).article();
  }
}
