package dev.newsreel.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.job.Json;
import picocli.CommandLine.Option;

/** What a video should be like. */
final class Wishes {

  @Option(
      names = "--title",
      paramLabel = "<title>",
      description =
          "The article's title; without it the first line of its text, or what its page says.")
  private String title;

  @Option(
      names = "--link",
      paramLabel = "<address>",
      description = "Where a reader finds the article.")
  private String link;

  @Option(
      names = "--max-items",
      paramLabel = "<number>",
      description = "How many entries of a feed at the most, 1 to 50; 1 without it.")
  private Integer maxItems;

  @Option(names = "--avatar", paramLabel = "<id>", description = "Who speaks.")
  private String avatar;

  @Option(names = "--voice", paramLabel = "<id>", description = "With which voice.")
  private String voice;

  @Option(names = "--aspect-ratio", paramLabel = "<w:h>", description = "Such as 9:16 or auto.")
  private String aspectRatio;

  @Option(names = "--template", paramLabel = "<name>", description = "Submagic's template.")
  private String template;

  @Option(
      names = "--language",
      paramLabel = "<code>",
      description = "Of script and captions, such as en.")
  private String language;

  @Option(
      names = "--feed",
      paramLabel = "<name>",
      description = "Under which name the video is listed.")
  private String feed;

  @Option(names = "--priority", paramLabel = "<high|normal>", description = "How much it hurries.")
  private String priority;

  String title() {
    return title;
  }

  /** Returns the request; what the node knows better is left to it. */
  ObjectNode body(Source source) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    if (source.address() == null) {
      article(body, source);
    } else {
      address(body, source);
    }
    put(body, "avatar_id", avatar);
    put(body, "voice_id", voice);
    put(body, "aspect_ratio", aspectRatio);
    put(body, "template", template);
    put(body, "language", language);
    put(body, "feed", feed);
    put(body, "priority", priority);
    return body;
  }

  private void article(ObjectNode body, Source source) {
    ObjectNode article = body.putObject("article");
    article.put("title", source.title()).put("content", source.content());
    put(article, "url", link);
    if (maxItems != null) {
      throw new BadUsage("--max-items belongs to a feed");
    }
  }

  private void address(ObjectNode body, Source source) {
    if (link != null) {
      throw new BadUsage("--link belongs to the text of an article; this has an address itself");
    }
    if (source.title() != null && maxItems != null) {
      throw new BadUsage("--title belongs to an article, --max-items to a feed");
    }
    if (source.title() != null) {
      body.putObject("article").put("title", source.title()).put("url", source.address());
    } else {
      body.put("rss_url", source.address());
    }
    if (maxItems != null) {
      body.put("max_items", maxItems);
    }
  }

  private static void put(ObjectNode body, String name, String value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
