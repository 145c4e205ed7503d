package dev.newsreel.intake;

import dev.newsreel.job.Options;
import dev.newsreel.settings.Durations;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * One declared feed.
 *
 * @param id its name: a-z, 0-9 and hyphens
 * @param url its address
 * @param every how often it is polled
 * @param firstRun of what it holds when it is met first: this many of the newest entries; the rest
 *     counts as seen
 * @param options what its videos should be like
 */
public record Feed(String id, URI url, Duration every, int firstRun, Options options) {

  private static final Set<String> PROPERTIES =
      Set.of(
          "url",
          "every",
          "first-run",
          "avatar-id",
          "voice-id",
          "aspect-ratio",
          "template",
          "language",
          "prompt");

  /**
   * Reads a declaration.
   *
   * @param properties as written in {@code routes/feeds.camel.yaml}, placeholders resolved
   * @throws IllegalArgumentException with a sentence that names the feed and the bad property
   */
  static Feed of(String id, Map<String, String> properties) {
    if (!id.matches("[a-z0-9][a-z0-9-]{0,63}")) {
      throw new IllegalArgumentException("A feed's name has only a-z, 0-9 and hyphens: " + id);
    }
    for (String name : properties.keySet()) {
      if (!PROPERTIES.contains(name)) {
        throw new IllegalArgumentException("Feed " + id + " has the unknown property " + name);
      }
    }
    try {
      String first = properties.getOrDefault("first-run", "newest 1");
      return new Feed(
          id,
          URI.create(required(properties, "url")),
          Durations.parse(properties.getOrDefault("every", "15m")),
          firstRun(first),
          options(id, properties));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Feed " + id + ": " + e.getMessage(), e);
    }
  }

  private static String required(Map<String, String> properties, String name) {
    String value = properties.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static int firstRun(String rule) {
    if (rule.equals("all")) {
      return Integer.MAX_VALUE;
    }
    if (rule.equals("none")) {
      return 0;
    }
    if (!rule.matches("newest \\d{1,4}")) {
      throw new IllegalArgumentException("first-run is not all, none or newest <number>");
    }
    return Integer.parseInt(rule.substring("newest ".length()));
  }

  private static Options options(String id, Map<String, String> p) {
    return new Options(
        id,
        p.get("avatar-id"),
        p.get("voice-id"),
        p.get("aspect-ratio"),
        p.get("template"),
        p.get("language"),
        p.get("prompt"),
        null);
  }
}
