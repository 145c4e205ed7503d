package dev.newsreel.video;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.job.Json;
import dev.newsreel.job.Request;
import dev.newsreel.settings.Settings;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * The calls about webhook endpoints ({@code /v3/webhooks/endpoints}; heygen-cli, read 2026-11-22).
 */
record WebhookCalls(Settings settings) {

  /** Prepares the question what is registered; an empty token begins at the first page. */
  void list(Exchange exchange, String token) {
    call(exchange, "GET", "", null);
    String from = token.isEmpty() ? "" : "&token=" + token;
    exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "limit=100" + from);
  }

  /** Prepares what puts one thing right. */
  void put(Exchange exchange, WebhookRepair right, String url) {
    String path = "/" + right.endpointId();
    switch (right.kind()) {
      case CREATE -> call(exchange, "POST", "", wanted(url));
      case ROTATE ->
          call(exchange, "POST", path + "/rotate-secret", Json.MAPPER.createObjectNode());
      case CHANGE -> call(exchange, "PATCH", path, wanted(url));
      default -> call(exchange, "DELETE", path, null);
    }
  }

  private static ObjectNode wanted(String url) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("url", url);
    WebhookRepair.EVENTS.stream().sorted().forEach(body.putArray("events")::add);
    return body;
  }

  private void call(Exchange exchange, String method, String path, ObjectNode body) {
    Request.headers(
        exchange,
        Map.of("x-api-key", settings.text("heygen.api-key"), "Content-Type", "application/json"));
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, method);
    if (!path.isEmpty()) {
      exchange.getMessage().setHeader(Exchange.HTTP_PATH, path);
    }
    exchange.getMessage().setBody(body == null ? null : Json.write(body));
  }
}
