package dev.newsreel.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The models of the simulated OpenAI: https://platform.openai.com/docs/api-reference/models (read
 * 2026-11-22).
 */
final class Models {

  private static final long CREATED = 1_721_172_741;

  private Models() {}

  /** Returns whether there is a model of this name. */
  static boolean has(String name) {
    return name.matches("(gpt-|chatgpt-|o[0-9]).*");
  }

  static JsonObject all() {
    JsonArray some = new JsonArray().add(one("gpt-4o-mini")).add(one("gpt-4o"));
    return new JsonObject().put("object", "list").put("data", some);
  }

  static JsonObject one(String id) {
    return new JsonObject()
        .put("id", id)
        .put("object", "model")
        .put("created", CREATED)
        .put("owned_by", "system");
  }
}
