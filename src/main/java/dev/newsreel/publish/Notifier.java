package dev.newsreel.publish;

import dev.newsreel.job.Answer;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Json;
import dev.newsreel.job.Request;
import dev.newsreel.job.VideoJob;
import dev.newsreel.wire.AddressRefused;
import dev.newsreel.wire.AddressRules;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** Tells the one who asked for a video that its job has ended. */
public final class Notifier {

  private final JobStore jobs;
  private final AddressRules rules;

  /** Makes the notifier; calls themselves are made by the routes. */
  public Notifier(JobStore jobs, AddressRules rules) {
    this.jobs = jobs;
    this.rules = rules;
  }

  /**
   * Prepares the call. A repeat sends the same again; {@code Idempotency-Key} tells so.
   *
   * @return the body; null, with the route told to stop, when nobody wants to know
   * @throws AddressRefused when the address points where nothing may be sent to
   */
  public String request(String id, Exchange exchange) throws AddressRefused {
    VideoJob job = jobs.find(id).filter(j -> j.options().notifyUrl() != null).orElse(null);
    if (job == null) {
      exchange.setRouteStop(true);
      return null;
    }
    String key = job.id() + ":" + job.status().text();
    Request.headers(exchange, Map.of("Content-Type", "application/json", "Idempotency-Key", key));
    exchange
        .getMessage()
        .setHeader(Exchange.HTTP_URI, rules.check(job.options().notifyUrl().toString()).toString());
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "POST");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", job.id());
    body.put("status", job.status());
    body.put("result", job.result());
    body.put("failure", job.failure());
    return Json.write(body);
  }

  /**
   * Reads the answer.
   *
   * @throws IllegalStateException when it was not 2xx; the queue tries again
   */
  public void read(Exchange exchange) {
    Answer answer = Answer.of(exchange);
    if (!answer.ok()) {
      throw new IllegalStateException("The asker answered " + answer.status());
    }
  }
}
