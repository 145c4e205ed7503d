package dev.newsreel.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The body of {@code POST /chat/completions}: https://github.com/openai/openai-openapi (spec 2.3.0,
 * read 2026-11-22).
 */
final class ChatRequest {
  private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant");
  private final JsonObject body;

  ChatRequest(JsonObject body) {
    this.body = body;
  }

  /**
   * What is wrong with a request.
   *
   * @param status the HTTP status of the refusal
   * @param code OpenAI's code; may be null
   */
  record Complaint(int status, String code, String param, String message) {}

  /** Returns what is wrong with it, or null when it can be answered. */
  Complaint complaint() {
    if (body == null) {
      return new Complaint(400, null, null, "We could not parse the JSON body of your request.");
    }
    if (!(body.getValue("model") instanceof String model) || model.isBlank()) {
      return new Complaint(400, null, "model", "you must provide a model parameter");
    }
    if (!Models.has(model)) {
      String message = "The model `" + model + "` does not exist or you do not have access to it.";
      return new Complaint(404, "model_not_found", "model", message);
    }
    if (!areMessages(body.getValue("messages"))) {
      return new Complaint(400, null, "messages", "Missing or invalid parameter: 'messages'.");
    }
    return tokenLimit(model);
  }

  String model() {
    return body.getString("model");
  }

  /** Returns how many tokens its answer may have; 0 when it does not say. */
  int mostTokens() {
    Object most = body.getValue("max_completion_tokens", body.getValue("max_tokens"));
    return most instanceof Integer number ? Math.max(0, number) : 0;
  }

  /**
   * Returns the text of all messages of a user ({@code true}) or of all others, joined by line
   * ends.
   */
  String text(boolean ofUser) {
    JsonArray messages = body.getJsonArray("messages");
    return messages.stream()
        .map(JsonObject.class::cast)
        .filter(message -> "user".equals(message.getString("role")) == ofUser)
        .map(message -> text(message.getValue("content")))
        .collect(Collectors.joining("\n"));
  }

  /** Returns the content that answers it: JSON when a format asks for it, else the bare script. */
  String answer() {
    ScriptDraft draft = ScriptDraft.of(text(false), text(true));
    JsonObject format = body.getJsonObject("response_format", new JsonObject());
    return switch (format.getString("type", "text")) {
      case "json_schema" ->
          new SchemaAnswer(draft)
              .fill(
                  format
                      .getJsonObject("json_schema", new JsonObject())
                      .getJsonObject("schema", new JsonObject()))
              .encode();
      case "json_object" ->
          new JsonObject().put("title", draft.title()).put("script", draft.text()).encode();
      default -> draft.text();
    };
  }

  private Complaint tokenLimit(String model) {
    boolean reasons = model.matches("(gpt-5|o[0-9]).*");
    if (reasons && body.containsKey("max_tokens")) {
      String message =
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
      return new Complaint(400, "unsupported_parameter", "max_tokens", message);
    }
    return null;
  }

  private static boolean areMessages(Object value) {
    return value instanceof JsonArray list
        && !list.isEmpty()
        && list.stream()
            .allMatch(
                item ->
                    item instanceof JsonObject message
                        && ROLES.contains(message.getString("role", ""))
                        && message.containsKey("content"));
  }

  private static String text(Object content) {
    if (content instanceof JsonArray parts) {
      return parts.stream()
          .map(part -> ((JsonObject) part).getString("text", ""))
          .collect(Collectors.joining("\n"));
    }
    return content == null ? "" : content.toString();
  }
}
