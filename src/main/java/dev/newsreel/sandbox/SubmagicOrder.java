package dev.newsreel.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The body of {@code POST /v1/projects}; its schema is closed
 * (https://docs.submagic.co/api-reference/create-project, read 2026-11-22).
 */
final class SubmagicOrder {
  static final List<String> TEMPLATES =
      List.of(
          "Sara",
          "Daniel",
          "Dan 2",
          "Hormozi 1",
          "Hormozi 2",
          "Hormozi 3",
          "Hormozi 4",
          "Hormozi 5",
          "Dan",
          "Devin",
          "Tayo",
          "Ella",
          "Tracy",
          "Luke",
          "Leila",
          "Jason",
          "William",
          "Leon",
          "Ali",
          "Beast",
          "Maya",
          "Karl",
          "Iman",
          "Umi",
          "David",
          "Noah",
          "Gstaad",
          "Malta",
          "Nema",
          "seth");
  static final Map<String, String> LANGUAGES =
      Map.of(
          "en",
          "English",
          "de",
          "German",
          "fr",
          "French",
          "es",
          "Spanish",
          "it",
          "Italian",
          "pt",
          "Portuguese",
          "nl",
          "Dutch",
          "pl",
          "Polish",
          "ja",
          "Japanese",
          "tr",
          "Turkish");
  private static final Set<String> TEXTS =
      Set.of(
          "title",
          "language",
          "videoUrl",
          "webhookUrl",
          "templateName",
          "userThemeId",
          "presetId",
          "aiEditTemplate",
          "removeSilencePace");
  private static final Set<String> FLAGS =
      Set.of(
          "autoRender",
          "magicZooms",
          "magicBrolls",
          "removeBadTakes",
          "cleanAudio",
          "disableCaptions");
  private static final Set<String> OTHERS =
      Set.of("dictionary", "magicBrollsPercentage", "hookTitle", "music", "items");
  private static final int MOST_TITLE = 100;

  private SubmagicOrder() {}

  /**
   * Returns everything wrong with the order, as the {@code details} of the refusal; empty when it
   * can be made.
   */
  static JsonArray complaints(JsonObject order) {
    JsonArray details = new JsonArray();
    if (order == null) {
      return details.add(detail("body", "Expected a JSON object", null));
    }
    order.forEach(entry -> check(entry.getKey(), entry.getValue(), details));
    for (String needed : List.of("title", "language", "videoUrl")) {
      if (!order.containsKey(needed)) {
        details.add(detail(needed, "Required", null));
      }
    }
    if (order.containsKey("templateName")
        && (order.containsKey("userThemeId") || order.containsKey("presetId"))) {
      details.add(detail("templateName", "Not together with userThemeId or presetId", null));
    }
    return details;
  }

  private static void check(String field, Object value, JsonArray details) {
    String wrong = wrong(field, value);
    if (wrong != null) {
      details.add(detail(field, wrong, value));
    }
  }

  private static String wrong(String field, Object value) {
    if (FLAGS.contains(field)) {
      return value instanceof Boolean ? null : "Expected boolean";
    }
    if (TEXTS.contains(field)) {
      return value instanceof String text ? wrongText(field, text) : "Expected string";
    }
    return OTHERS.contains(field) ? null : "Unknown field";
  }

  private static String wrongText(String field, String text) {
    return switch (field) {
      case "title" ->
          text.isEmpty() || text.length() > MOST_TITLE ? "Must have 1 to 100 characters" : null;
      case "language" -> LANGUAGES.containsKey(text) ? null : "Unknown language";
      case "templateName" -> TEMPLATES.contains(text) ? null : "Unknown template";
      case "aiEditTemplate" -> oneOf(text, Set.of("kelly", "karl", "ella"));
      case "removeSilencePace" -> oneOf(text, Set.of("natural", "fast", "extra-fast"));
      case "videoUrl", "webhookUrl" ->
          text.matches("https?://[^\\s/]+.*") ? null : "Must be a valid URL";
      default -> null;
    };
  }

  private static String oneOf(String text, Set<String> words) {
    return words.contains(text) ? null : "Must be one of " + words.stream().sorted().toList();
  }

  private static JsonObject detail(String field, String message, Object value) {
    return new JsonObject().put("field", field).put("message", message).put("value", value);
  }
}
