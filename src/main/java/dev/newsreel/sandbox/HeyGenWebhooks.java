package dev.newsreel.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * HeyGen's webhook endpoints: https://developers.heygen.com/docs/webhooks (read 2026-11-22). Unlike
 * the real one it takes addresses that are not public or not https, since tests listen on loopback.
 */
final class HeyGenWebhooks {
  static final String SUCCESS = "avatar_video.success";
  static final String FAIL = "avatar_video.fail";
  private static final List<String> TYPES =
      List.of(SUCCESS, FAIL, "avatar_video_gif.success", "avatar_video_gif.fail", "batch.finished");

  private final Workshop shop;
  private final WebhookSender sender;
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

  HeyGenWebhooks(Workshop shop, WebhookSender sender) {
    this.shop = shop;
    this.sender = sender;
  }

  void keep(Endpoint endpoint) {
    endpoints.put(endpoint.id(), endpoint);
  }

  int size() {
    return (int) endpoints.values().stream().filter(e -> !e.deleted()).count();
  }

  /** Disables all; returns how many are left to be told anything. */
  String disable() {
    List.copyOf(endpoints.values()).stream()
        .filter(endpoint -> !endpoint.deleted())
        .forEach(endpoint -> save(endpoint.asDisabled()));
    return "0";
  }

  void clear() {
    endpoints.clear();
  }

  List<Endpoint> wanting(String event) {
    return endpoints.values().stream().filter(endpoint -> endpoint.wants(event)).toList();
  }

  void create(Exchange exchange) {
    JsonObject body = exchange.json();
    if (isRefused(exchange, body, true)) {
      return;
    }
    Endpoint endpoint =
        new Endpoint(
            "we_" + UUID.randomUUID().toString().replace("-", ""),
            body.getString("url"),
            events(body),
            newSecret(),
            shop.now(),
            false);
    save(endpoint);
    sender.probe(endpoint.url());
    exchange.send(200, new JsonObject().put("data", endpoint.toJson(true)));
  }

  void list(Exchange exchange) {
    JsonArray data = new JsonArray();
    endpoints.values().stream().filter(e -> !e.deleted()).forEach(e -> data.add(e.toJson(false)));
    exchange.send(
        200, new JsonObject().put("data", data).put("has_more", false).putNull("next_token"));
  }

  void change(Exchange exchange) {
    JsonObject body = exchange.json();
    Endpoint old = find(exchange);
    if (old == null || isRefused(exchange, body, false)) {
      return;
    }
    Endpoint changed =
        new Endpoint(
            old.id(),
            body.getString("url", old.url()),
            body.containsKey("events") ? events(body) : old.events(),
            old.secret(),
            old.createdAt(),
            false,
            old.disabled());
    save(changed);
    exchange.send(200, new JsonObject().put("data", changed.toJson(false)));
  }

  void delete(Exchange exchange) {
    Endpoint old = find(exchange);
    if (old != null) {
      save(new Endpoint(old.id(), old.url(), old.events(), null, old.createdAt(), true));
      exchange.send(
          200, new JsonObject().put("data", new JsonObject().put("endpoint_id", old.id())));
    }
  }

  void rotate(Exchange exchange) {
    Endpoint old = find(exchange);
    if (old != null) {
      Endpoint rotated =
          new Endpoint(
              old.id(),
              old.url(),
              old.events(),
              newSecret(),
              old.createdAt(),
              false,
              old.disabled());
      save(rotated);
      exchange.send(200, new JsonObject().put("data", rotated.toJson(true)));
    }
  }

  void types(Exchange exchange) {
    JsonArray data = new JsonArray();
    TYPES.forEach(type -> data.add(new JsonObject().put("event_type", type)));
    exchange.send(200, new JsonObject().put("data", data));
  }

  private Endpoint find(Exchange exchange) {
    Endpoint endpoint = endpoints.get(exchange.path("id"));
    if (endpoint == null || endpoint.deleted()) {
      exchange.refuse(404, "webhook_not_found", "No such webhook endpoint");
      return null;
    }
    return endpoint;
  }

  private void save(Endpoint endpoint) {
    shop.journal().write("endpoint", endpoint);
    keep(endpoint);
  }

  private static boolean isRefused(Exchange exchange, JsonObject body, boolean urlNeeded) {
    String param = body == null ? "body" : wrongField(body, urlNeeded);
    if (param == null) {
      return false;
    }
    exchange.send(
        400, Provider.heyGenError("invalid_parameter", "Invalid value for " + param, param));
    return true;
  }

  private static String wrongField(JsonObject body, boolean urlNeeded) {
    Object url = body.getValue("url");
    boolean urlFine = url == null ? !urlNeeded : url.toString().matches("https?://[^\\s/]+.*");
    if (!urlFine) {
      return "url";
    }
    Object events = body.getValue("events");
    if (events instanceof JsonArray list && list.stream().anyMatch(e -> !TYPES.contains(e))) {
      return "events";
    }
    return body.fieldNames().stream()
        .filter(name -> !List.of("url", "events", "entity_id").contains(name))
        .findFirst()
        .orElse(null);
  }

  private static List<String> events(JsonObject body) {
    JsonArray events = body.getJsonArray("events");
    return events == null ? null : events.stream().map(Objects::toString).toList();
  }

  private static String newSecret() {
    return "whsec_" + UUID.randomUUID().toString().replace("-", "");
  }
}
