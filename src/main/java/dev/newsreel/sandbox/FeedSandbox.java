package dev.newsreel.sandbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A newspaper: an RSS 2.0 feed at {@code /feed.xml} and its articles as pages. */
final class FeedSandbox {
  private static final int MOST_FRESH = 1000;
  private final Workshop shop;
  private final Newsroom newsroom;
  private long lastFresh;

  FeedSandbox(Workshop shop) {
    this.shop = shop;
    newsroom = new Newsroom(Instant.ofEpochMilli(shop.now()));
  }

  void addTo(Router router) {
    router
        .route(HttpMethod.GET, "/feed.xml")
        .handler(new Door(shop, Provider.FEED, "feed", this::feed));
    router
        .route(HttpMethod.GET, "/articles/:slug")
        .handler(new Door(shop, Provider.FEED, "article", this::article));
  }

  private void feed(Exchange exchange) {
    String fresh = exchange.query("fresh");
    List<Story> stories = new ArrayList<>();
    int wanted = fresh != null && fresh.matches("[0-9]{1,6}") ? Integer.parseInt(fresh) : 0;
    for (int i = 0; i < Math.min(wanted, MOST_FRESH); i++) {
      lastFresh = Math.max(lastFresh + 1, shop.now() * 1000);
      stories.add(newsroom.generated(lastFresh));
    }
    stories.addAll(newsroom.written());
    byte[] xml = rss(stories).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    String etag = '"' + Signer.sign("etag", xml).substring(0, 24) + '"';
    exchange.reply("ETag", etag);
    if (etag.equals(exchange.header("If-None-Match"))) {
      exchange.send(304, Buffer.buffer());
    } else {
      exchange.reply("Content-Type", "application/rss+xml; charset=utf-8");
      exchange.send(200, Buffer.buffer(xml));
    }
  }

  private void article(Exchange exchange) {
    Optional<Story> story = newsroom.find(exchange.path("slug"));
    exchange.reply("Content-Type", "text/html; charset=utf-8");
    if (story.isPresent()) {
      exchange.send(200, Buffer.buffer(page(story.get())));
    } else {
      exchange.send(404, Buffer.buffer("<h1>No such article</h1>"));
    }
  }

  private String rss(List<Story> stories) {
    StringBuilder items = new StringBuilder();
    stories.forEach(story -> items.append(item(story)));
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel>
        <title>The Sandbox Courier</title>
        <link>%s/feed.xml</link>
        <description>Invented news for trying Newsreel</description>
        <language>en</language>
        %s</channel>
        </rss>
        """
        .formatted(shop.url(), items);
  }

  private String item(Story story) {
    return """
        <item>
        <title>%s</title>
        <link>%s/articles/%s</link>
        <guid isPermaLink="false">%s</guid>
        <dc:creator>%s</dc:creator>
        <pubDate>%s</pubDate>
        <description>%s</description>
        <content:encoded><![CDATA[%s]]></content:encoded>
        </item>
        """
        .formatted(
            escaped(story.title()),
            shop.url(),
            story.slug(),
            "sandbox-courier:" + story.slug(),
            escaped(story.author()),
            DateTimeFormatter.RFC_1123_DATE_TIME.format(story.published().atOffset(ZoneOffset.UTC)),
            escaped(story.summary()),
            story.html());
  }

  private String page(Story story) {
    String title = escaped(story.title());
    String author = escaped(story.author());
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>%1$s | The Sandbox Courier</title>
        <link rel="canonical" href="%2$s/articles/%3$s">
        <meta property="og:title" content="%1$s"><meta property="og:site_name" content="The Sandbox Courier">
        <meta name="author" content="%4$s"><meta property="article:published_time" content="%5$s"></head>
        <body><header>The Sandbox Courier</header>
        <article><h1>%1$s</h1><p class="byline">By %4$s</p>
        %6$s
        </article><footer>Every word of this is invented.</footer></body></html>
        """
        .formatted(title, shop.url(), story.slug(), author, story.published(), story.html());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
