package dev.newsreel.captions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.job.Answer;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CaptionOrder;
import dev.newsreel.job.Captions;
import dev.newsreel.job.Event;
import dev.newsreel.job.JobSteps;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Json;
import dev.newsreel.job.ParkedJobs;
import dev.newsreel.job.ProviderDown;
import dev.newsreel.job.Request;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.Titles;
import dev.newsreel.job.VideoJob;
import dev.newsreel.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * Orders captions from Submagic (docs.submagic.co/api-reference/create-project, read 2026-11-22).
 *
 * <p>Submagic has neither idempotency keys nor a list. So every attempt to order gets a webhook
 * address and a one-time source link of its own: a link that was never fetched proves that nothing
 * was made from it.
 */
public final class Submagic {

  private static final String WEBHOOK = "webhookToken";
  private static final String RELAY = "relayToken";
  private static final Duration CLAIM_LASTS = Duration.ofSeconds(20);

  private final JobStore jobs;
  private final Settings settings;
  private final LostOrders lost;

  /** Makes the client; calls themselves are made by the routes. */
  public Submagic(JobStore jobs, Settings settings) {
    this.jobs = jobs;
    this.settings = settings;
    this.lost = new LostOrders(jobs, settings);
  }

  /**
   * Saves that captions are about to be ordered, with addresses that only this attempt knows.
   *
   * @return null, with the route told to stop, when the job has moved on or an earlier attempt may
   *     still show itself. A repeat never orders while that may be.
   */
  public VideoJob claim(Exchange exchange) {
    Optional<VideoJob> taken =
        JobSteps.take(
            jobs, exchange, j -> j.status() == Status.CAPTIONING && j.step() != Step.ORDERED);
    if (taken.isEmpty()) {
      return null;
    }
    VideoJob job = taken.get();
    if (job.step() == Step.CLAIMED && !lost.mayOrderAgain(job, exchange)) {
      exchange.setRouteStop(true);
      return null;
    }
    List<CaptionOrder> orders = new ArrayList<>(lost.revoked(job));
    int number = orders.isEmpty() ? 1 : orders.get(orders.size() - 1).number() + 1;
    Token webhook = Token.next(job.id(), number);
    Token relay = Token.next(job.id(), number);
    Instant now = jobs.now();
    orders.add(CaptionOrder.claimed(number, webhook.hash(), relay.hash(), now));
    exchange.setProperty(WEBHOOK, webhook.text());
    exchange.setProperty(RELAY, relay.text());
    VideoJob claimed =
        job.with(
            d -> {
              d.step = Step.CLAIMED;
              d.attempts = job.attempts().begun();
              d.submagic = new Captions(orders, null, null, null, null, null, null);
            });
    return JobSteps.keep(jobs, exchange, claimed, "claimed");
  }

  /**
   * Sets body and headers of the order.
   *
   * @throws CallFailed when so much time has passed since the claim that another node may have
   *     taken the job over: this process was paused
   */
  public String request(VideoJob job, Exchange exchange) {
    if (jobs.now().isAfter(job.submagic().lastOrder().claimedAt().plus(CLAIM_LASTS))) {
      throw new CallFailed(
          CallFailed.Outcome.NOT_SENT,
          CallFailed.Remedy.WAIT,
          "The order was not sent because this process was paused",
          new CallFailed.Details(null, "paused", null, null, null, "Nothing: it is tried again"));
    }
    String language = job.options().language();
    String template = job.options().template();
    String home = settings.text("public-base-url");
    boolean relay = settings.text("submagic.source").equals("relay");
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("title", Titles.of(job));
    body.put("language", language == null ? settings.text("script.language") : language);
    body.put(
        "videoUrl",
        relay
            ? home + "/relay/" + exchange.getProperty(RELAY, String.class) + ".mp4"
            : job.heygen().url().toString());
    if (!home.isEmpty()) {
      body.put(
          "webhookUrl", home + "/webhooks/submagic/" + exchange.getProperty(WEBHOOK, String.class));
    }
    body.put("templateName", template == null ? settings.text("submagic.template") : template);
    Request.headers(
        exchange,
        Map.of("Content-Type", "application/json", "x-api-key", settings.text("submagic.api-key")));
    return Json.write(body);
  }

  /**
   * Reads the answer to an order.
   *
   * @return what is known now: the project's id
   * @throws CallFailed when there is no order, or it is not known whether there is one
   */
  public VideoJob readOrder(Exchange exchange) {
    Answer answer = Answer.of(exchange);
    if (!answer.ok()) {
      throw SubmagicErrors.of(answer);
    }
    String projectId = answer.text("/id");
    if (projectId == null) {
      throw new ProviderDown(
          CallFailed.Outcome.UNKNOWN,
          "Submagic's answer has no project id",
          SubmagicErrors.details(answer, "submagic_malformed", null));
    }
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    exchange.setProperty(
        ParkedJobs.EVENT,
        Event.of("ordered").with("submagic", projectId, answer.header("x-request-id")));
    return VideoJob.partial(
        job.id(),
        d ->
            d.submagic =
                new Captions(
                    job.submagic().orders(), projectId, jobs.now(), null, null, null, null));
  }
}
