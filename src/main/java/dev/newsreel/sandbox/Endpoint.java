package dev.newsreel.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A registered receiver of HeyGen's webhooks.
 *
 * @param events the event types it wants; null wants all
 * @param secret what deliveries to it are signed with
 * @param createdAt milliseconds since 1970
 * @param deleted whether it was taken away
 * @param disabled whether it is told nothing any more; only a new one is
 */
record Endpoint(
    String id,
    String url,
    List<String> events,
    String secret,
    long createdAt,
    boolean deleted,
    boolean disabled) {

  Endpoint(
      String id, String url, List<String> events, String secret, long createdAt, boolean deleted) {
    this(id, url, events, secret, createdAt, deleted, false);
  }

  Endpoint asDisabled() {
    return new Endpoint(id, url, events, secret, createdAt, deleted, true);
  }

  boolean wants(String event) {
    return !deleted && !disabled && (events == null || events.contains(event));
  }

  /** The public form; the secret is shown at creation and rotation only. */
  JsonObject toJson(boolean withSecret) {
    return new JsonObject()
        .put("endpoint_id", id)
        .put("url", url)
        .put("events", events == null ? null : new JsonArray(events))
        .put("status", disabled ? "disabled" : "enabled")
        .put("created_at", createdAt / 1000)
        .put("secret", withSecret ? secret : null);
  }
}
