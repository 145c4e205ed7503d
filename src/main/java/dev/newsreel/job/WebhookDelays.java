package dev.newsreel.job;

import dev.newsreel.redis.Receipt;
import dev.newsreel.watch.Figures;
import dev.newsreel.watch.TimeScale;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;

/**
 * Shows how long a provider's webhooks take: {@code webhook.delay} is the time from the end of the
 * work, as the provider tells it, to the arrival of the webhook, which the queue's entry tells.
 * When the answer could not be read at once, the time until the next attempt is in it.
 */
final class WebhookDelays {

  private static final TimeScale DELAY = TimeScale.ofDeliveries("webhook.delay");

  private final Figures figures;
  private final String provider;

  WebhookDelays(Figures figures, String provider) {
    this.figures = figures;
    this.provider = provider;
  }

  /** Returns when the webhook arrived that has led to this exchange; null when none has. */
  static Instant arrival(Exchange exchange) {
    Receipt receipt = Receipt.of(exchange);
    boolean told = exchange.getProperty(ParkedJobs.TOLD, false, Boolean.class);
    return told && receipt != null ? receipt.entered() : null;
  }

  /** Notes the delay of the webhook that has led to this exchange, if one has and it is known. */
  void told(Exchange exchange) {
    Instant ended = exchange.getProperty(ParkedJobs.ENDED, Instant.class);
    Instant arrived = arrival(exchange);
    if (ended != null && arrived != null) {
      Duration delay = Duration.between(ended, arrived);
      // Clocks differ.
      figures.took(DELAY, delay.isNegative() ? Duration.ZERO : delay, "provider", provider);
    }
  }
}
