package dev.newsreel.door;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Article;
import dev.newsreel.job.Options;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a caller of {@code POST /api/v1/videos} wants: a video of an article, or of the newest
 * entries of a feed.
 *
 * @param article the article; null when a feed is named
 * @param rssUrl the feed; null when an article is given
 * @param maxItems how many new entries of the feed at the most, 1 to 50
 * @param options what the videos should be like
 */
record VideoRequest(Article article, String rssUrl, int maxItems, Options options) {

  private static final Set<String> FIELDS =
      Set.of(
          "rss_url",
          "max_items",
          "article",
          "avatar_id",
          "voice_id",
          "aspect_ratio",
          "template",
          "language",
          "feed",
          "notify_url");
  private static final Set<String> ARTICLE_FIELDS = Set.of("title", "content", "url");
  private static final Set<String> SHAPES = Set.of("16:9", "9:16", "4:5", "5:4", "1:1", "auto");
  private static final int MOST_CONTENT = 200_000;

  /**
   * Reads a request.
   *
   * @throws BadRequest that names every bad field
   */
  static VideoRequest read(JsonNode json) {
    if (!json.isObject()) {
      throw new BadRequest(Problem.of(400, "malformed_json", "The body is not a JSON object"));
    }
    List<Problem.Bad> bad = new ArrayList<>();
    Fields fields = new Fields(json, "", bad);
    fields.onlyThese(FIELDS);
    boolean feed = json.hasNonNull("rss_url");
    boolean article = json.hasNonNull("article");
    if (feed == article) {
      fields.bad(feed ? "article" : "rss_url", "exactly one of rss_url and article must be given");
    }
    String rssUrl = fields.text("rss_url", 2000);
    int maxItems = fields.number("max_items", 1, 50, 1);
    if (json.has("max_items") && !feed) {
      fields.bad("max_items", "only together with rss_url");
    }
    Article read = article ? article(json.get("article"), bad) : null;
    Options options =
        new Options(
            fields.name("feed"),
            fields.text("avatar_id", 200),
            fields.text("voice_id", 200),
            fields.oneOf("aspect_ratio", SHAPES),
            fields.text("template", 100),
            fields.matching(
                "language", "[a-z]{2,3}(-[A-Za-z0-9]{2,8})?", "a language code such as en"),
            null,
            fields.address("notify_url"));
    if (!bad.isEmpty()) {
      throw new BadRequest(Problem.invalid(bad));
    }
    return new VideoRequest(read, rssUrl, maxItems, options);
  }

  private static Article article(JsonNode json, List<Problem.Bad> bad) {
    Fields fields = new Fields(json, "article.", bad);
    if (!json.isObject()) {
      bad.add(new Problem.Bad("article", "must be an object"));
      return null;
    }
    fields.onlyThese(ARTICLE_FIELDS);
    String title = fields.text("title", 1000);
    String content = fields.text("content", MOST_CONTENT);
    URI url = fields.address("url");
    if (title == null && !json.has("title")) {
      fields.bad("title", "must be given");
    }
    if (content == null && !json.has("content")) {
      fields.bad("content", "must be given");
    }
    return title == null || content == null
        ? null
        : new Article(title, content, url, null, null, null);
  }

  /** The fields of one JSON object, each read at most once; what is wrong is collected. */
  private record Fields(JsonNode json, String prefix, List<Problem.Bad> errors) {

    void bad(String field, String message) {
      errors.add(new Problem.Bad(prefix + field, message));
    }

    void onlyThese(Set<String> known) {
      json.fieldNames()
          .forEachRemaining(
              name -> {
                if (!known.contains(name)) {
                  bad(name, "is not a field of this request");
                }
              });
    }

    String text(String field, int most) {
      JsonNode value = json.get(field);
      if (value == null || value.isNull()) {
        return null;
      }
      if (!value.isTextual()) {
        bad(field, "must be a text");
        return null;
      }
      String text = value.asText().strip();
      if (text.isEmpty() || text.length() > most) {
        bad(
            field,
            text.isEmpty() ? "must not be empty" : "must have at most " + most + " characters");
        return null;
      }
      return text;
    }

    String matching(String field, String pattern, String what) {
      String text = text(field, 200);
      if (text != null && !text.matches(pattern)) {
        bad(field, "must be " + what);
      }
      return text;
    }

    String name(String field) {
      return matching(field, "[a-z0-9][a-z0-9-]{0,63}", "a name of a-z, 0-9 and hyphens");
    }

    String oneOf(String field, Set<String> values) {
      String text = text(field, 20);
      if (text != null && !values.contains(text)) {
        bad(field, "must be one of " + String.join(", ", values.stream().sorted().toList()));
      }
      return text;
    }

    int number(String field, int least, int most, int without) {
      JsonNode value = json.get(field);
      if (value == null || value.isNull()) {
        return without;
      }
      boolean fits = value.canConvertToInt() && value.isIntegralNumber();
      if (!fits || value.asInt() < least || value.asInt() > most) {
        bad(field, "must be a whole number from " + least + " to " + most);
        return without;
      }
      return value.asInt();
    }

    URI address(String field) {
      String text = text(field, 2000);
      if (text == null) {
        return null;
      }
      try {
        URI uri = new URI(text);
        if (Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
            && uri.getHost() != null) {
          return uri;
        }
      } catch (URISyntaxException e) {
        // Reported below, like every other text that is no address.
      }
      bad(field, "must be an http or https address");
      return null;
    }
  }
}
