package dev.newsreel.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;

/**
 * Carries webhooks out, many at a time. HeyGen's insist: they are repeated with growing pauses for
 * 24 hours until they are answered 2xx within 10 seconds
 * (https://developers.heygen.com/docs/webhooks, read 2026-11-22).
 */
final class WebhookSender {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final long FIRST_PAUSE_MILLIS = 1_000;
  private static final long LEAST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = Duration.ofHours(1).toMillis();
  private static final long GIVE_UP_MILLIS = Duration.ofHours(24).toMillis();

  private final Workshop shop;
  private final HttpClient client;

  WebhookSender(Workshop shop) {
    this.shop = shop;
    // Who tries out TLS has a certificate that nobody else trusts.
    HttpClientOptions options = new HttpClientOptions().setTrustAll(true).setVerifyHost(false);
    client =
        shop.vertx().createHttpClient(options.setMaxPoolSize(64).setConnectTimeout(TIMEOUT_MILLIS));
  }

  /**
   * One message to one address.
   *
   * @param eventId the Heygen-Event-Id, the same for every try; null for an unsigned one
   * @param secret what it is signed with; null sends it unsigned
   * @param insists whether it is repeated until it is taken
   */
  record Delivery(String url, String eventId, String secret, Buffer body, boolean insists) {}

  /** Delivers; the future is true when it was answered 2xx, false when nobody wants it. */
  Future<Boolean> deliver(Delivery delivery) {
    Promise<Boolean> done = Promise.promise();
    attempt(delivery, FIRST_PAUSE_MILLIS, shop.now() + GIVE_UP_MILLIS, done);
    return done.future();
  }

  /** Asks whether an address answers OPTIONS within a second; nothing depends on it. */
  Future<Boolean> probe(String url) {
    RequestOptions options = options(url, HttpMethod.OPTIONS).setIdleTimeout(1000);
    return client
        .request(options)
        .compose(request -> request.send())
        .map(response -> response.statusCode() / 100 == 2)
        .otherwise(false);
  }

  private void attempt(Delivery delivery, long pause, long until, Promise<Boolean> done) {
    shop.bill().add("webhooks", "sent", 1);
    post(delivery)
        .onComplete(
            answered -> {
              boolean taken = answered.succeeded() && answered.result() / 100 == 2;
              shop.bill().add("webhooks", taken ? "delivered" : "failed", 1);
              if (taken || !delivery.insists() || shop.now() > until) {
                done.complete(taken);
              } else {
                long scaled = Math.round(pause * shop.options().timeScale());
                long longer = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
                shop.after(
                    Math.max(LEAST_PAUSE_MILLIS, scaled),
                    () -> attempt(delivery, longer, until, done));
              }
            });
  }

  private Future<Integer> post(Delivery delivery) {
    RequestOptions options;
    try {
      options = options(delivery.url(), HttpMethod.POST).setIdleTimeout(TIMEOUT_MILLIS);
    } catch (RuntimeException badAddress) {
      return Future.failedFuture(badAddress);
    }
    options.putHeader("Content-Type", "application/json");
    if (delivery.secret() != null) {
      byte[] bytes = delivery.body().getBytes();
      options.putHeader("Heygen-Signature", Signer.sign(delivery.secret(), bytes));
      options.putHeader("Heygen-Timestamp", Long.toString(shop.now() / 1000));
      options.putHeader("Heygen-Event-Id", delivery.eventId());
    }
    return client
        .request(options)
        .compose(request -> request.send(delivery.body()))
        .compose(response -> response.body().map(ignored -> response.statusCode()));
  }

  private static RequestOptions options(String url, HttpMethod method) {
    return new RequestOptions().setMethod(method).setAbsoluteURI(url);
  }
}
