package dev.newsreel.door;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Article;
import dev.newsreel.job.Catalogue;
import dev.newsreel.job.FeedRequest;
import dev.newsreel.job.Options;
import dev.newsreel.job.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * What a caller of {@code POST /api/v1/videos} wants: a video of an article, be it given or to be
 * read from its page, or of the newest entries of a feed.
 *
 * @param article the article; null when it is to be read
 * @param page the article's page; null when an article is given or a feed is named
 * @param rssUrl the feed; null when an article is wanted
 * @param maxItems how many new entries of the feed at the most, 1 to 50
 * @param options what the videos should be like
 */
record VideoRequest(
    Article article, PageRequest page, String rssUrl, int maxItems, Options options) {

  /** Reads a request that fits the contract. */
  static VideoRequest read(JsonNode json) {
    Fields fields = new Fields(json);
    Fields about = new Fields(json.path("article"));
    boolean given = about.json().has("content");
    boolean linked = about.json().has("url") && !given;
    Options options = options(fields);
    return new VideoRequest(
        given ? article(about) : null,
        linked ? new PageRequest(about.text("url"), about.text("title"), options) : null,
        fields.text("rss_url"),
        json.path("max_items").asInt(1),
        options);
  }

  /** Returns which of a request's avatar and voice HeyGen does not have. */
  static List<Problem.Bad> refused(JsonNode json, Catalogue catalogue) {
    List<Problem.Bad> bad = new ArrayList<>();
    named(json, "avatar_id")
        .flatMap(catalogue::refusesAvatar)
        .ifPresent(why -> bad.add(new Problem.Bad("avatar_id", why)));
    named(json, "voice_id")
        .flatMap(catalogue::refusesVoice)
        .ifPresent(why -> bad.add(new Problem.Bad("voice_id", why)));
    return bad;
  }

  private static Optional<String> named(JsonNode json, String field) {
    return Optional.ofNullable(json.path(field).textValue())
        .map(String::strip)
        .filter(id -> !id.isEmpty());
  }

  /** Returns the same as a part of the caller's trace; null is none. */
  VideoRequest tracedBy(String context) {
    Options traced = options.tracedBy(context);
    PageRequest same = page == null ? null : new PageRequest(page.url(), page.title(), traced);
    return new VideoRequest(article, same, rssUrl, maxItems, traced);
  }

  /** Returns whether something has to be fetched before it is known what is made. */
  boolean isFetched() {
    return article == null;
  }

  /** Puts it into an exchange, as the routes that make videos want it. */
  void into(Exchange exchange) {
    exchange.setProperty("options", options);
    exchange.getMessage().setBody(article);
    if (rssUrl != null) {
      exchange.setProperty(FeedRequest.PROPERTY, new FeedRequest(rssUrl, maxItems, options));
      exchange.getMessage().setBody(rssUrl);
    }
    if (page != null) {
      exchange.setProperty(PageRequest.PROPERTY, page);
      exchange.getMessage().setBody(page.url());
    }
  }

  private static Options options(Fields fields) {
    String priority = fields.text("priority");
    return new Options(
        fields.text("feed"),
        fields.text("avatar_id"),
        fields.text("voice_id"),
        fields.text("aspect_ratio"),
        fields.text("template"),
        fields.text("language"),
        null,
        fields.address("notify_url"),
        Options.HIGH.equals(priority) ? priority : null);
  }

  private static Article article(Fields fields) {
    String title = fields.text("title");
    return new Article(title, fields.text("content"), fields.address("url"), null, null, null);
  }
}
