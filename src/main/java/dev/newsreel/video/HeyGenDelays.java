package dev.newsreel.video;

import dev.newsreel.job.Answer;
import dev.newsreel.job.ParkedJobs;
import dev.newsreel.redis.Receipt;
import dev.newsreel.watch.Figures;
import dev.newsreel.watch.TimeScale;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;

/**
 * Shows how long HeyGen's webhooks take: {@code webhook.delay} is the time from the end of a
 * render, which HeyGen tells in whole seconds, to the arrival of its webhook, which the queue's
 * entry tells. When the answer could not be read at once, the time until the next attempt is in it.
 */
final class HeyGenDelays {

  private static final TimeScale DELAY = TimeScale.ofDeliveries("webhook.delay");

  private final Figures figures;

  HeyGenDelays(Figures figures) {
    this.figures = figures;
  }

  /** Notes the delay of the webhook that has led to this answer, if one has and it is known. */
  void told(Exchange exchange, Answer answer) {
    long completed = answer.body().at("/data/completed_at").asLong(0);
    Receipt receipt = Receipt.of(exchange);
    boolean told = exchange.getProperty(ParkedJobs.TOLD, false, Boolean.class);
    if (told && completed > 0 && receipt != null) {
      String entry = receipt.entry();
      Instant arrived =
          Instant.ofEpochMilli(Long.parseLong(entry.substring(0, entry.indexOf('-'))));
      Duration delay = Duration.between(Instant.ofEpochSecond(completed), arrived);
      figures.took(DELAY, delay, "provider", "heygen");
    }
  }
}
