package dev.newsreel.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.newsreel.job.Json;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jsoup.nodes.Document;

/**
 * What a web page says of its article as JSON-LD, https://schema.org/Article (read 2026-11-30). A
 * page that describes several articles, and none by its own address, says nothing of one.
 *
 * @param node the article; a missing node when there is none
 */
record LinkedArticle(JsonNode node) {

  private static final int MOST_SCRIPTS = 20;
  private static final int MOST_NODES = 2_000;
  private static final int MOST_AUTHORS = 3;
  private static final Pattern KINDS = Pattern.compile("(?:\\w*Article|\\w*Posting|Report)");
  private static final List<String> INNER =
      List.of("@graph", "mainEntity", "mainEntityOfPage", "hasPart");
  private static final List<String> ADDRESSES = List.of("url", "@id", "mainEntityOfPage");
  // Line breaks inside texts are as common as they are wrong.
  private static final ObjectReader LENIENT =
      Json.MAPPER.reader().with(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS);

  /**
   * Reads a page.
   *
   * @param address its canonical address
   */
  static LinkedArticle of(Document page, URI address) {
    List<JsonNode> articles = articles(page);
    Optional<JsonNode> own = articles.stream().filter(a -> isAt(a, address)).findFirst();
    boolean only = articles.size() == 1;
    return new LinkedArticle(
        own.orElseGet(() -> only ? articles.get(0) : Json.MAPPER.missingNode()));
  }

  private static List<JsonNode> articles(Document page) {
    Deque<JsonNode> left = new ArrayDeque<>();
    page.select("script[type=application/ld+json]").stream()
        .limit(MOST_SCRIPTS)
        .forEach(script -> left.add(json(script.data())));
    List<JsonNode> articles = new ArrayList<>();
    for (int i = 0; i < MOST_NODES && !left.isEmpty(); i++) {
      JsonNode node = left.poll();
      if (each(node.path("@type")).anyMatch(type -> KINDS.matcher(type.asText()).matches())) {
        articles.add(node);
      } else if (node.isArray()) {
        each(node).limit(MOST_NODES).forEach(left::add);
      } else {
        INNER.forEach(name -> left.add(node.path(name)));
      }
    }
    return articles;
  }

  private static JsonNode json(String text) {
    try {
      return LENIENT.readTree(text);
    } catch (JsonProcessingException unusable) {
      return Json.MAPPER.missingNode();
    }
  }

  private static Stream<JsonNode> each(JsonNode node) {
    return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
  }

  private static boolean isAt(JsonNode article, URI address) {
    return ADDRESSES.stream()
        .map(article::path)
        .map(at -> at.isObject() ? at.path("@id") : at)
        .map(at -> Links.key(Links.resolve(address, at.asText())))
        .anyMatch(key -> key != null && key.equals(Links.key(address)));
  }

  /** Returns its headline; empty when it has none. */
  String headline() {
    return node.path("headline").asText("");
  }

  /** Returns who wrote it, at most three names; empty when it does not say. */
  String author() {
    List<String> names =
        each(node.path("author"))
            .map(author -> author.isObject() ? author.path("name") : author)
            .map(name -> ArticleText.title(name.asText("")))
            .filter(name -> !name.isEmpty() && !name.contains("://"))
            .distinct()
            .limit(MOST_AUTHORS)
            .toList();
    return String.join(", ", names);
  }

  /** Returns when it was published, as it is written; empty when it does not say. */
  String published() {
    return node.path("datePublished").asText("");
  }
}
