package dev.newsreel.video;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Answer;
import dev.newsreel.job.WebhookSecret;
import dev.newsreel.settings.Settings;
import dev.newsreel.video.WebhookRepair.Endpoint;
import dev.newsreel.video.WebhookRepair.Kind;
import dev.newsreel.watch.Figures;
import dev.newsreel.watch.Loop;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.SynchronizationAdapter;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that exactly one endpoint at HeyGen has our address, is enabled, gets our events and
 * has a secret that we know (developers.heygen.com/docs/webhooks, read 2026-11-22). It looks, puts
 * one thing right, and looks again: so an answer that is lost is made good by the next look.
 */
public final class HeyGenWebhooks {

  private static final Logger LOG = LoggerFactory.getLogger(HeyGenWebhooks.class);
  private static final Duration GOOD = Duration.ofMinutes(10);
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final String PASS = "webhookPass";

  private final Settings settings;
  private final WebhookSecret secret;
  private final String url;
  private final WebhookCalls calls;
  private final Runnable lookAtAll;
  private final Figures figures;
  private final Loop loop;

  /**
   * Makes the registrar; calls themselves are made by the routes.
   *
   * @param lookAtAll has all videos looked at that HeyGen renders, because their webhooks may have
   *     been lost or refused
   * @param figures where repairs are counted
   */
  public HeyGenWebhooks(
      Settings settings, WebhookSecret secret, Runnable lookAtAll, Figures figures) {
    this.figures = figures;
    this.loop = figures.loops().watch("webhook-check", settings.duration("heygen.webhook-check"));
    this.settings = settings;
    this.calls = new WebhookCalls(settings);
    this.secret = secret;
    this.url = WebhookRegistrations.url(settings);
    this.lookAtAll = lookAtAll;
  }

  /**
   * Prepares the question what is registered. The route is told to stop when it was found in order
   * lately, another node is at it, or HeyGen cannot reach us anyway.
   */
  public void begin(Exchange exchange) {
    loop.turned();
    WebhookPass pass = new WebhookPass();
    if (!settings.has("public-base-url") || !secret.isDue(url, GOOD) || !holds(pass)) {
      exchange.setRouteStop(true);
      return;
    }
    exchange.getExchangeExtension().addOnCompletion(release(pass));
    pass.known(secret.of(url));
    exchange.setProperty(PASS, pass);
    calls.list(exchange, "");
  }

  private boolean holds(WebhookPass pass) {
    Duration call = settings.duration("heygen.timeout").plus(GRACE);
    return secret.lease(url).take(pass.token(), call.plus(GRACE));
  }

  // However it ends: after a failure the next look need not wait until the lease is over.
  private Synchronization release(WebhookPass pass) {
    return new SynchronizationAdapter() {
      @Override
      public void onDone(Exchange exchange) {
        try {
          secret.lease(url).release(pass.token());
        } catch (RedisException e) {
          LOG.debug("The lease of a look at HeyGen's webhooks is left to its end", e);
        }
      }
    };
  }

  private static WebhookPass pass(Exchange exchange) {
    return exchange.getProperty(PASS, WebhookPass.class);
  }

  /** Returns whether there is a call to make. */
  public boolean asks(Exchange exchange) {
    return !pass(exchange).isOver();
  }

  /**
   * Reads the answer and prepares the next call, until all is in order.
   *
   * @throws dev.newsreel.job.CallFailed when HeyGen refused, or did not tell
   */
  public void read(Exchange exchange) {
    WebhookPass pass = pass(exchange);
    Answer answer = Answer.of(exchange);
    boolean gone =
        answer.status() == 404 && pass.step() != null && pass.step().endpointId() != null;
    if (!answer.ok() && !gone) {
      throw HeyGenErrors.of(answer);
    }
    if (!holds(pass)) {
      pass.end();
    } else if (pass.step() == null) {
      listed(exchange, answer.body());
    } else {
      if (!gone) {
        done(pass, answer);
      }
      pass.lookAgain();
      calls.list(exchange, "");
    }
  }

  private void listed(Exchange exchange, JsonNode body) {
    WebhookPass pass = pass(exchange);
    if (!body.path("data").isArray()) {
      throw HeyGenErrors.of(Answer.of(exchange));
    }
    body.path("data").forEach(endpoint -> pass.found(Endpoint.of(endpoint)));
    String more = body.path("next_token").asText("");
    if (body.path("has_more").asBoolean() && more.matches("[\\w.=-]{1,200}") && pass.nextPage()) {
      calls.list(exchange, more);
      return;
    }
    Duration oldest =
        settings.has("heygen.webhook-rotate") ? settings.duration("heygen.webhook-rotate") : null;
    WebhookRepair next =
        WebhookRepair.next(
            pass.endpoints(),
            new WebhookRepair.Wish(url, pass.known(), secret.isWanted(url), oldest),
            Instant.now());
    if (next.kind() == Kind.NONE || !pass.begin(next)) {
      finish(exchange, next.kind() == Kind.NONE);
    } else {
      act(exchange, next);
    }
  }

  private void act(Exchange exchange, WebhookRepair next) {
    if (next.kind() == Kind.CREATE || next.kind() == Kind.ROTATE) {
      // If the answer is lost the secret is another one, and only this note tells.
      WebhookPass pass = pass(exchange);
      pass.known(pass.known().inDoubt(next.endpointId()));
      secret.keep(url, pass.known());
    }
    calls.put(exchange, next, url);
  }

  private void done(WebhookPass pass, Answer answer) {
    Kind kind = pass.step().kind();
    if (kind == Kind.CREATE || kind == Kind.ROTATE) {
      String fresh = answer.text("/data/secret");
      String given = answer.text("/data/endpoint_id");
      String endpoint = given == null ? pass.step().endpointId() : given;
      if (fresh == null || endpoint == null) {
        throw HeyGenErrors.of(answer);
      }
      // What HeyGen has told meanwhile was signed with a secret that is refused.
      lookAtAll.run();
      pass.known(pass.known().with(endpoint, fresh, Instant.now()));
      secret.keep(url, pass.known());
      secret.want(url, false);
    }
    pass.did();
  }

  private void finish(Exchange exchange, boolean inOrder) {
    WebhookPass pass = pass(exchange);
    pass.end();
    if (!pass.isFirst() && !pass.drift().isEmpty()) {
      LOG.warn(
          "HeyGen's webhooks were not in order. Found: {}. {}",
          pass.drift(),
          inOrder ? "Put right: the endpoint was " + pass.repairs() : "It cannot be put right");
      secret.keep(url, pass.known().repaired(pass.drift(), Instant.now()));
      pass.count(figures);
    } else if (!pass.repairs().isEmpty()) {
      LOG.info("HeyGen tells us at {} when videos end: {}", url, pass.repairs());
    }
    secret.checked(url, Instant.now());
  }
}
