package dev.newsreel.door;

import io.vertx.core.http.HttpServerResponse;

/**
 * Tells browsers to be careful with what we answer, errors included. A route that serves something
 * else than data sets the same headers to its own values.
 */
final class CarefulAnswers {

  private static final String YEAR = "max-age=31536000";

  private final boolean encrypted;

  /**
   * Makes the headers.
   *
   * @param encrypted whether we speak TLS ourselves: then browsers are told never to go without
   */
  CarefulAnswers(boolean encrypted) {
    this.encrypted = encrypted;
  }

  /** Puts the headers on an answer. */
  void prepare(HttpServerResponse response) {
    response
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Cache-Control", "no-store")
        .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    if (encrypted) {
      response.putHeader("Strict-Transport-Security", YEAR);
    }
  }
}
