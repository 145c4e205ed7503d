package dev.newsreel.sandbox;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The body of {@code POST /v3/videos} for an avatar video; its schema is closed
 * (https://developers.heygen.com/reference/create-video, read 2026-11-22).
 */
final class HeyGenOrder {
  private static final int MAX_SCRIPT = 5000;
  private static final int WORDS_PER_MINUTE = 150;
  private static final Set<String> TEXTS =
      Set.of(
          "type",
          "avatar_id",
          "script",
          "voice_id",
          "audio_url",
          "audio_asset_id",
          "title",
          "callback_id",
          "callback_url",
          "aspect_ratio",
          "resolution",
          "fit",
          "output_format",
          "motion_prompt",
          "expressiveness",
          "folder_id",
          "brand_glossary_id");
  private static final Set<String> OBJECTS =
      Set.of("voice_settings", "background", "caption", "engine");
  private static final Set<String> FLAGS = Set.of("remove_background", "watermark");
  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "aspect_ratio", Set.of("16:9", "9:16", "4:5", "5:4", "1:1", "auto"),
          "resolution", Set.of("4k", "1080p", "720p"),
          "fit", Set.of("contain", "cover"),
          "output_format", Set.of("mp4", "webm"),
          "expressiveness", Set.of("high", "medium", "low"));

  private HeyGenOrder() {}

  /** What is wrong with a field. */
  record Complaint(String param, String message) {}

  /** Returns the first thing wrong with the order, or null when it can be rendered. */
  static Complaint complaint(JsonObject order) {
    if (order == null) {
      return new Complaint(null, "The body is not a JSON object");
    }
    for (String field : order.fieldNames()) {
      String wrong = wrong(field, order.getValue(field));
      if (wrong != null) {
        return new Complaint(field, wrong);
      }
    }
    return missing(order);
  }

  /** Returns how long the film of this order is said to be, at the pace of its voice. */
  static double seconds(JsonObject order, Map<String, Integer> paces) {
    String script = order.getString("script", "").strip();
    int words = script.isEmpty() ? 0 : script.split("\\s+").length;
    String voice = Objects.requireNonNullElse(order.getString("voice_id"), "");
    double pace = paces.getOrDefault(voice, WORDS_PER_MINUTE);
    return Math.max(1, Math.round(words / pace * 60 * 100) / 100.0);
  }

  private static String wrong(String field, Object value) {
    if (!TEXTS.contains(field) && !OBJECTS.contains(field) && !FLAGS.contains(field)) {
      return "Extra inputs are not permitted";
    }
    if (value == null) {
      return null;
    }
    if (TEXTS.contains(field) && !(value instanceof String)) {
      return "Input should be a valid string";
    }
    if (OBJECTS.contains(field) && !(value instanceof JsonObject)) {
      return "Input should be an object";
    }
    if (FLAGS.contains(field) && !(value instanceof Boolean)) {
      return "Input should be a valid boolean";
    }
    return wrongWord(field, value);
  }

  private static String wrongWord(String field, Object value) {
    Set<String> words = WORDS.get(field);
    if (words != null && !words.contains(value)) {
      return "Input should be one of " + words.stream().sorted().toList();
    }
    if (field.equals("script") && value.toString().length() > MAX_SCRIPT) {
      return "String should have at most " + MAX_SCRIPT + " characters";
    }
    if (field.endsWith("_url") && !isHttp(value.toString())) {
      return "Input should be a valid URL";
    }
    return null;
  }

  private static Complaint missing(JsonObject order) {
    if (!"avatar".equals(order.getString("type"))) {
      return new Complaint("type", "The sandbox renders type 'avatar' only");
    }
    if (blank(order, "avatar_id")) {
      return new Complaint("avatar_id", "Field required");
    }
    long sources =
        List.of("script", "audio_url", "audio_asset_id").stream()
            .filter(name -> !blank(order, name))
            .count();
    if (sources != 1) {
      return new Complaint("script", "Exactly one of script, audio_url, audio_asset_id is needed");
    }
    boolean voiceNeeded = !blank(order, "script") && blank(order, "voice_id");
    return voiceNeeded ? new Complaint("voice_id", "voice_id is required with script") : null;
  }

  private static boolean blank(JsonObject order, String field) {
    return order.getString(field, "") == null || order.getString(field, "").isBlank();
  }

  private static boolean isHttp(String text) {
    try {
      String scheme = URI.create(text).getScheme();
      return "http".equals(scheme) || "https".equals(scheme);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
