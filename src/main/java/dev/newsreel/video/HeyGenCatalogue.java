package dev.newsreel.video;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import dev.newsreel.job.Offer;
import dev.newsreel.settings.Settings;
import dev.newsreel.wire.Fetch;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Reads which looks and voices an account may use ({@code GET /v3/avatars/looks}, at most 50 a
 * page, and {@code GET /v3/voices}, at most 100; heygen-cli, read 2026-11-22). It is asked before
 * the routes have started, too, so it makes its calls itself.
 */
public final class HeyGenCatalogue implements Callable<Offer.All> {

  private static final int MOST_PAGES = 500;
  private static final int MOST_OFFERS = 20_000;
  private static final int MOST_TEXT = 2000;
  private static final Duration MOST_TIME = Duration.ofMinutes(3);

  private final Settings settings;
  private final Fetch heygen;
  private final Clock clock;

  /**
   * Makes the reader.
   *
   * @param heygen asks HeyGen; its wire bounds each call
   */
  public HeyGenCatalogue(Settings settings, Fetch heygen, Clock clock) {
    this.settings = settings;
    this.heygen = heygen;
    this.clock = clock;
  }

  /**
   * Returns all looks and voices. A list that HeyGen does not have (404) is empty.
   *
   * @throws IOException with a sentence when HeyGen does not tell, or tells nonsense
   */
  @Override
  public Offer.All call() throws IOException {
    List<Offer> looks = all("/v3/avatars/looks?limit=50", "id", HeyGenCatalogue::look);
    List<Offer> voices = all("/v3/voices?limit=100", "voice_id", HeyGenCatalogue::voice);
    return new Offer.All(clock.millis(), looks, voices);
  }

  private List<Offer> all(String path, String id, Function<JsonNode, Offer> read)
      throws IOException {
    Map<String, Offer> offers = new LinkedHashMap<>();
    Set<String> tokens = new HashSet<>();
    long end = System.nanoTime() + MOST_TIME.toNanos();
    String token = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode answer = page(path + (token.isEmpty() ? "" : "&token=" + encoded(token)));
      if (answer == null && page == 0) {
        return List.of();
      }
      if (answer == null) {
        break;
      }
      for (JsonNode item : answer.path("data")) {
        if (text(item, id) != null) {
          offers.put(text(item, id), read.apply(item));
        }
      }
      token = answer.path("next_token").asText("");
      boolean more = answer.path("has_more").asBoolean(!token.isEmpty());
      if (!more || token.isEmpty() || token.equals("null")) {
        return List.copyOf(offers.values());
      }
      if (!tokens.add(token) || offers.size() > MOST_OFFERS || System.nanoTime() - end > 0) {
        break;
      }
    }
    throw new IOException("HeyGen's list at " + path + " comes to no good end");
  }

  private static String encoded(String token) {
    return URLEncoder.encode(token, StandardCharsets.UTF_8);
  }

  private JsonNode page(String path) throws IOException {
    URI address = URI.create(settings.text("heygen.base-url") + path);
    Map<String, String> key = Map.of("x-api-key", settings.text("heygen.api-key"));
    Fetch.Opened answer = heygen.call("GET", address, key);
    try (InputStream body = answer.body()) {
      if (answer.status() == 404) {
        return null;
      }
      if (!answer.ok()) {
        throw new IOException("HeyGen answered " + answer.status());
      }
      JsonNode json = Json.tree(body.readAllBytes());
      if (!json.path("data").isArray()) {
        throw new IOException("HeyGen's answer holds no list");
      }
      return json;
    }
  }

  private static Offer look(JsonNode look) {
    return new Offer(
        text(look, "id"),
        text(look, "name"),
        text(look, "avatar_type"),
        null,
        null,
        text(look, "preferred_orientation"),
        text(look, "default_voice_id"),
        text(look, "preview_image_url"));
  }

  private static Offer voice(JsonNode voice) {
    return new Offer(
        text(voice, "voice_id"),
        text(voice, "name"),
        text(voice, "type"),
        text(voice, "language"),
        text(voice, "gender"),
        null,
        null,
        text(voice, "preview_audio_url"));
  }

  // Ids and links are of use only when they are whole.
  private static String text(JsonNode item, String field) {
    JsonNode value = item.path(field);
    boolean usable = value.isTextual() && !value.asText().isBlank();
    return usable && value.asText().length() <= MOST_TEXT ? value.asText() : null;
  }
}
