package dev.newsreel.video;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.job.Answer;
import dev.newsreel.job.Json;
import dev.newsreel.job.Request;
import dev.newsreel.job.WebhookSecret;
import dev.newsreel.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers our webhook at HeyGen and keeps its secret (developers.heygen.com/docs/webhooks, read
 * 2026-11-22).
 */
public final class HeyGenWebhooks {

  private static final Logger LOG = LoggerFactory.getLogger(HeyGenWebhooks.class);
  private static final String PATH = "/webhooks/heygen";
  private static final Duration GOOD = Duration.ofMinutes(10);

  private final Settings settings;
  private final WebhookSecret secret;

  /** Makes the registrar; calls themselves are made by the routes. */
  public HeyGenWebhooks(Settings settings, WebhookSecret secret) {
    this.settings = settings;
    this.secret = secret;
  }

  private String url() {
    return settings.text("public-base-url") + PATH;
  }

  /**
   * Prepares the question what is registered. The route is told to stop when another node has
   * looked lately, or when HeyGen cannot reach us anyway.
   */
  public void begin(Exchange exchange) {
    if (!settings.has("public-base-url") || !secret.lease(url(), twoCalls())) {
      exchange.setRouteStop(true);
      return;
    }
    call(exchange, "GET", null);
    exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "limit=100");
    exchange.getMessage().setBody(null);
  }

  private Duration twoCalls() {
    return settings.duration("heygen.timeout").multipliedBy(2).plusSeconds(1);
  }

  private void call(Exchange exchange, String method, String path) {
    Request.headers(
        exchange,
        Map.of("x-api-key", settings.text("heygen.api-key"), "Content-Type", "application/json"));
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, method);
    if (path != null) {
      exchange.getMessage().setHeader(Exchange.HTTP_PATH, path);
    }
  }

  /**
   * Prepares what puts the registration right: nothing, with the route told to stop, when ours is
   * there and its secret is known; a new secret when only that is missing; else a new endpoint.
   *
   * @throws dev.newsreel.job.CallFailed when HeyGen did not tell
   */
  public void compare(Exchange exchange) {
    Answer answer = Answer.of(exchange);
    if (!answer.ok()) {
      throw HeyGenErrors.of(answer);
    }
    JsonNode ours = ours(answer.body().path("data"));
    if (ours == null) {
      ObjectNode body = Json.MAPPER.createObjectNode().put("url", url());
      body.putArray("events").add("avatar_video.success").add("avatar_video.fail");
      call(exchange, "POST", null);
      exchange.getMessage().setBody(Json.write(body));
    } else if (url().equals(secret.url()) && secret.get().isPresent()) {
      secret.leaseFor(url(), GOOD);
      exchange.setRouteStop(true);
    } else {
      call(exchange, "POST", "/" + ours.path("endpoint_id").asText() + "/rotate-secret");
      exchange.getMessage().setBody("{}");
    }
  }

  private JsonNode ours(JsonNode endpoints) {
    for (JsonNode endpoint : endpoints) {
      boolean enabled = !"disabled".equals(endpoint.path("status").asText());
      if (url().equals(endpoint.path("url").asText()) && enabled) {
        return endpoint;
      }
    }
    return null;
  }

  /**
   * Keeps the secret that came with the new endpoint or the new secret.
   *
   * @throws dev.newsreel.job.CallFailed when HeyGen refused
   */
  public void keep(Exchange exchange) {
    Answer answer = Answer.of(exchange);
    if (!answer.ok() || answer.text("/data/secret") == null) {
      throw HeyGenErrors.of(answer);
    }
    secret.keep(url(), answer.text("/data/secret"));
    secret.leaseFor(url(), GOOD);
    LOG.info("HeyGen tells us at {} when videos end", url());
  }
}
