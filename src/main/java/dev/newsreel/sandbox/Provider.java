package dev.newsreel.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;

/** Who a request is for: the calls it knows and the shape of its error answers. */
enum Provider {
  HEYGEN,
  SUBMAGIC,
  OPENAI,
  FEED,
  FILES,
  /** What the providers send to us; its calls are the senders. */
  WEBHOOK;

  /** Returns the names of its calls. */
  Set<String> calls() {
    return switch (this) {
      case HEYGEN ->
          Set.of(
              "create",
              "get",
              "statuses",
              "list",
              "delete",
              "looks",
              "voices",
              "me",
              "webhooks",
              "webhooks.list",
              "webhooks.create",
              "webhooks.change",
              "webhooks.delete",
              "webhooks.rotate",
              "events");
      case SUBMAGIC ->
          Set.of("create", "get", "export", "languages", "templates", "health", "download");
      case OPENAI -> Set.of("chat");
      case FEED -> Set.of("feed", "article");
      case FILES -> Set.of("download");
      case WEBHOOK -> Set.of("heygen", "submagic");
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The error body of this provider.
   *
   * @param code the provider's code; null takes its usual one for the status
   * @param retryAfter seconds; null leaves it out
   */
  JsonObject error(int status, String code, String message, Integer retryAfter) {
    String known = code == null ? usualCode(status) : code;
    return switch (this) {
      case SUBMAGIC -> submagicError(known, message, retryAfter);
      case OPENAI -> openAiError(status, known, message);
      default -> heyGenError(known, message, null);
    };
  }

  /**
   * HeyGen's StandardAPIError: https://developers.heygen.com/docs/error-codes (read 2026-11-22).
   */
  static JsonObject heyGenError(String code, String message, String param) {
    return new JsonObject()
        .put(
            "error",
            new JsonObject()
                .put("code", code)
                .put("message", message)
                .put("param", param)
                .putNull("doc_url"));
  }

  /**
   * Submagic's refusal of a field: https://docs.submagic.co/api-reference/create-project (read
   * 2026-11-22).
   */
  static JsonObject submagicInvalid(JsonArray details) {
    return submagicError("VALIDATION_ERROR", "Request validation failed", null)
        .put("details", details);
  }

  private static JsonObject submagicError(String code, String message, Integer retryAfter) {
    JsonObject body = new JsonObject().put("error", code).put("message", message);
    return retryAfter == null ? body : body.put("retryAfter", retryAfter);
  }

  private static JsonObject openAiError(int status, String code, String message) {
    String type =
        switch (status) {
          case 429 ->
              code.contains("quota") || code.contains("credit") || code.contains("spend")
                  ? "insufficient_quota"
                  : "requests";
          case 503 -> "service_unavailable_error";
          default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    return new JsonObject()
        .put(
            "error",
            new JsonObject()
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .put("code", code));
  }

  private String usualCode(int status) {
    return switch (this) {
      case SUBMAGIC -> submagicCode(status);
      case OPENAI -> openAiCode(status);
      default -> heyGenCode(status);
    };
  }

  private static String heyGenCode(int status) {
    return switch (status) {
      case 400 -> "invalid_parameter";
      case 401 -> "unauthorized";
      case 402 -> "insufficient_credit";
      case 403 -> "forbidden";
      case 404 -> "not_found";
      case 409 -> "conflict";
      case 413 -> "payload_too_large";
      case 429 -> "rate_limit_exceeded";
      case 504 -> "gateway_timeout";
      default -> "internal_error";
    };
  }

  private static String submagicCode(int status) {
    return switch (status) {
      case 400 -> "BAD_REQUEST";
      case 401 -> "UNAUTHORIZED";
      case 402 -> "INSUFFICIENT_CREDITS";
      case 403 -> "FORBIDDEN";
      case 404 -> "NOT_FOUND";
      case 413 -> "PAYLOAD_TOO_LARGE";
      case 415 -> "UNSUPPORTED_MEDIA_TYPE";
      case 429 -> "RATE_LIMIT_EXCEEDED";
      default -> "INTERNAL_SERVER_ERROR";
    };
  }

  private static String openAiCode(int status) {
    return switch (status) {
      case 401 -> "invalid_api_key";
      case 404 -> "model_not_found";
      case 429 -> "rate_limit_exceeded";
      case 503 -> "server_is_overloaded";
      default -> status >= 500 ? "server_error" : "invalid_request_error";
    };
  }
}
