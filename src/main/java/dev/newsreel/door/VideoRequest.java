package dev.newsreel.door;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Article;
import dev.newsreel.job.Catalogue;
import dev.newsreel.job.FeedRequest;
import dev.newsreel.job.Options;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;

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
          "notify_url",
          "priority");
  private static final Set<String> ARTICLE_FIELDS = Set.of("title", "content", "url");
  private static final int MOST_CONTENT = 200_000;

  /**
   * Reads a request.
   *
   * @throws BadRequest that names every bad field
   */
  static VideoRequest read(JsonNode json, Catalogue catalogue) {
    if (!json.isObject()) {
      throw new BadRequest(Problem.of(400, "malformed_json", "The request is not a JSON object"));
    }
    List<Problem.Bad> bad = new ArrayList<>();
    Fields fields = new Fields(json, "", bad);
    fields.onlyThese(FIELDS);
    checkSource(json, fields);
    String rssUrl = fields.text("rss_url", 2000);
    int maxItems = fields.number("max_items", 1, 50, 1);
    Article read = json.hasNonNull("article") ? article(json.get("article"), bad) : null;
    Options options = options(fields);
    catalogue.refusesAvatar(options.avatarId()).ifPresent(why -> fields.bad("avatar_id", why));
    catalogue.refusesVoice(options.voiceId()).ifPresent(why -> fields.bad("voice_id", why));
    if (!bad.isEmpty()) {
      throw new BadRequest(Problem.invalid(bad));
    }
    return new VideoRequest(read, rssUrl, maxItems, options);
  }

  /** Puts it into an exchange, as the routes that make videos want it. */
  void into(Exchange exchange) {
    exchange.setProperty("options", options);
    if (rssUrl != null) {
      exchange.setProperty(FeedRequest.PROPERTY, new FeedRequest(rssUrl, maxItems, options));
    }
    exchange.getMessage().setBody(rssUrl == null ? article : rssUrl);
  }

  private static void checkSource(JsonNode json, Fields fields) {
    boolean feed = json.hasNonNull("rss_url");
    if (feed == json.hasNonNull("article")) {
      fields.bad(feed ? "article" : "rss_url", "exactly one of rss_url and article must be given");
    }
    if (json.has("max_items") && !feed) {
      fields.bad("max_items", "only together with rss_url");
    }
  }

  private static Options options(Fields fields) {
    return new Options(
        fields.name("feed"),
        fields.text("avatar_id", 200),
        fields.text("voice_id", 200),
        fields.oneOf("aspect_ratio", Options.SHAPES),
        fields.text("template", 100),
        fields.matching("language", Options.LANGUAGE, "a language code such as en"),
        null,
        fields.address("notify_url"),
        priority(fields));
  }

  private static String priority(Fields fields) {
    String asked = fields.oneOf("priority", Set.of(Options.HIGH, "normal"));
    return Options.HIGH.equals(asked) ? asked : null;
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
}
