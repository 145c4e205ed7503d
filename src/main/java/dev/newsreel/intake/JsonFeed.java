package dev.newsreel.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads JSON Feed 1.0 and 1.1, see https://www.jsonfeed.org/version/1.1/ (read 2026-11-22). */
final class JsonFeed {
  private static final int MOST_ITEMS = 20_000;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private JsonFeed() {}

  /**
   * The feed as plain RSS 2.0.
   *
   * @throws NotAFeed when it is no JSON, or JSON without items
   */
  static String plain(String text, URI url, Instant now) {
    JsonNode feed = parse(text);
    if (!feed.path("items").isArray()) {
      throw new NotAFeed("feed_unknown_format", "The answer is JSON, but it is no JSON Feed.");
    }
    URI site = Links.resolve(url, feed.path("home_page_url").asText());
    List<PlainItem> items = new ArrayList<>();
    URI base = site == null ? url : site;
    StreamSupport.stream(feed.path("items").spliterator(), false)
        .limit(MOST_ITEMS)
        .forEach(item -> items.add(item(item, feed, base, now)));
    String title = ArticleText.literally(feed.path("title").asText());
    return PlainRss.of(title, site, List.of(), items);
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      JsonNode rest = beforeFault(text);
      if (rest.path("items").isEmpty()) {
        throw new NotAFeed("feed_unreadable", "The answer is neither XML nor whole JSON.", broken);
      }
      return rest;
    }
  }

  /** The fields and whole items that stand before the place where the text is cut or broken. */
  private static JsonNode beforeFault(String text) {
    ObjectNode feed = JSON.createObjectNode();
    try (JsonParser in = JSON.createParser(text)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        if (in.nextToken() == JsonToken.START_ARRAY && name.equals("items")) {
          addItems(in, feed.putArray(name));
        } else {
          feed.set(name, JSON.readTree(in));
        }
      }
    } catch (IOException fault) {
      return feed;
    }
    return feed;
  }

  private static void addItems(JsonParser in, ArrayNode items) throws IOException {
    while (in.nextToken() != JsonToken.END_ARRAY) {
      JsonNode item = JSON.readTree(in);
      items.add(item);
    }
  }

  private static PlainItem item(JsonNode item, JsonNode feed, URI base, Instant now) {
    URI link = Links.resolve(base, item.path("url").asText());
    Instant published = FeedDates.read(item.path("date_published").asText(), now);
    String author = authors(item);
    return new PlainItem(
        item.path("id").asText().strip(),
        link == null ? Links.resolve(base, item.path("external_url").asText()) : link,
        ArticleText.literally(text(item, "title")),
        ArticleText.literally(text(item, "summary")),
        item.path("content_html").isTextual()
            ? text(item, "content_html")
            : ArticleText.literally(text(item, "content_text")),
        published == null ? FeedDates.read(item.path("date_modified").asText(), now) : published,
        author.isEmpty() ? authors(feed) : author);
  }

  private static String text(JsonNode item, String name) {
    return item.path(name).isTextual() ? item.path(name).asText() : "";
  }

  private static String authors(JsonNode node) {
    String all =
        StreamSupport.stream(node.path("authors").spliterator(), false)
            .map(author -> author.path("name").asText())
            .filter(name -> !name.isBlank())
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? node.path("author").path("name").asText() : all;
  }
}
