package dev.newsreel.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * The looks, voices and account of the simulated HeyGen: https://developers.heygen.com/reference
 * (read 2026-11-22).
 */
final class HeyGenCatalogue {
  private final JsonArray looks =
      new JsonArray()
          .add(look("Abigail_newsroom_front", "Abigail (newsroom)", "portrait", "v-en-clara"))
          .add(look("Marcus_studio_sitting", "Marcus (studio)", "landscape", "v-en-miles"))
          .add(look("Ines_street_standing", "Ines (street)", "portrait", "v-es-lucia"))
          .add(look("Jonas_desk_front", "Jonas (desk)", "landscape", "v-de-jonas"));
  private final JsonArray voices =
      new JsonArray()
          .add(voice("v-en-clara", "Clara", "English", "female"))
          .add(voice("v-en-miles", "Miles", "English", "male"))
          .add(voice("v-es-lucia", "Lucia", "Spanish", "female"))
          .add(voice("v-de-jonas", "Jonas", "German", "male"))
          .add(voice("v-fr-elise", "Elise", "French", "female"));
  private final Bill bill;

  HeyGenCatalogue(Bill bill) {
    this.bill = bill;
  }

  void looks(Exchange exchange) {
    exchange.send(200, list(looks));
  }

  void voices(Exchange exchange) {
    String language = exchange.query("language");
    String gender = exchange.query("gender");
    JsonArray wanted = new JsonArray();
    for (int i = 0; i < voices.size(); i++) {
      JsonObject voice = voices.getJsonObject(i);
      boolean speaks = language == null || language.equals(voice.getString("language"));
      if (speaks && (gender == null || Objects.equals(gender, voice.getString("gender")))) {
        wanted.add(voice);
      }
    }
    exchange.send(200, list(wanted));
  }

  void me(Exchange exchange) {
    double left = Math.max(0, 1000 - bill.sum("heygen", "usd"));
    JsonObject wallet =
        new JsonObject()
            .put("currency", "usd")
            .put("remaining_balance", Math.round(left * 100) / 100.0)
            .put("auto_reload", new JsonObject().put("enabled", false));
    exchange.send(
        200,
        new JsonObject()
            .put(
                "data",
                new JsonObject()
                    .put("username", "sandbox")
                    .put("email", "sandbox@example.com")
                    .put("billing_type", "wallet")
                    .put("wallet", wallet)));
  }

  private static JsonObject list(JsonArray data) {
    return new JsonObject().put("data", data).put("has_more", false).putNull("next_token");
  }

  private static JsonObject look(String id, String name, String orientation, String voice) {
    boolean portrait = orientation.equals("portrait");
    return new JsonObject()
        .put("id", id)
        .put("name", name)
        .put("avatar_type", "studio_avatar")
        .put("group_id", "group_" + id.substring(0, id.indexOf('_')))
        .put("default_voice_id", voice)
        .put("supported_api_engines", new JsonArray().add("avatar_iii").add("avatar_iv"))
        .put("preferred_orientation", orientation)
        .put("image_width", portrait ? 1080 : 1920)
        .put("image_height", portrait ? 1920 : 1080)
        .putNull("preview_image_url")
        .put("status", "completed");
  }

  private static JsonObject voice(String id, String name, String language, String gender) {
    return new JsonObject()
        .put("voice_id", id)
        .put("name", name)
        .put("language", language)
        .put("gender", gender)
        .put("type", "public")
        .put("support_pause", true)
        .put("support_locale", false)
        .putNull("preview_audio_url");
  }
}
