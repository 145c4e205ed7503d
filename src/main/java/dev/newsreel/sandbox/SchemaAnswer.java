package dev.newsreel.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * Fills a JSON schema of the structured-output subset with a script: every property, by its name
 * and type.
 */
final class SchemaAnswer {
  private final ScriptDraft draft;

  SchemaAnswer(ScriptDraft draft) {
    this.draft = draft;
  }

  /** Returns an object that the schema accepts. */
  JsonObject fill(JsonObject schema) {
    JsonObject answer = new JsonObject();
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    for (String name : properties.fieldNames()) {
      answer.put(name, value(name, properties.getJsonObject(name)));
    }
    return answer;
  }

  private Object value(String name, JsonObject schema) {
    JsonArray words = schema.getJsonArray("enum");
    if (words != null && !words.isEmpty()) {
      return words.getValue(0);
    }
    return switch (type(schema)) {
      case "object" -> fill(schema);
      case "array" -> new JsonArray();
      case "integer", "number" -> schema.getValue("minimum", 0);
      case "boolean" -> false;
      case "null" -> null;
      default -> cut(text(name), schema.getInteger("maxLength", Integer.MAX_VALUE));
    };
  }

  private String text(String name) {
    String known = name.toLowerCase(Locale.ROOT);
    if (known.contains("title") || known.contains("headline")) {
      return draft.title();
    }
    if (known.contains("lang")) {
      return "en";
    }
    return List.of("script", "text", "spoken_text", "narration", "content").contains(known)
        ? draft.text()
        : "";
  }

  private static String type(JsonObject schema) {
    Object type = schema.getValue("type");
    if (type instanceof JsonArray several) {
      return several.getString(0);
    }
    return type == null ? "string" : type.toString();
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
