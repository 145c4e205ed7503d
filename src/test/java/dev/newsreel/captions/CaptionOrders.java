package dev.newsreel.captions;

import dev.newsreel.job.CaptionOrder;
import dev.newsreel.job.Captions;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Step;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.TestSettings;
import dev.newsreel.wire.AddressRules;
import dev.newsreel.wire.Wire;
import dev.newsreel.wire.WireLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;

/** Orders captions and reads their source links, as Submagic and the routes would. */
final class CaptionOrders {

  final JobStore jobs;
  final Submagic submagic;
  private final Relay relay;
  private final SourceReceipts receipts;

  CaptionOrders(Redis redis, Clock clock, String source) {
    Settings settings =
        TestSettings.with(
            "submagic.source", source,
            "submagic.api-key", "test-key",
            "public-base-url", "https://news.example.com");
    jobs = TestJobs.store(redis, "node", clock);
    submagic = new Submagic(jobs, settings);
    Wire unused = new Wire("unused", WireLimits.within(Duration.ofSeconds(1), 1000));
    relay = new Relay(jobs, settings, AddressRules.of(""), unused, unused);
    receipts = new SourceReceipts(jobs);
  }

  /** An attempt to order: the job as claimed, or null when it must wait. */
  record Attempt(VideoJob job, Exchange exchange) {
    String relayToken() {
      return exchange.getProperty("relayToken", String.class);
    }

    String webhookToken() {
      return exchange.getProperty("webhookToken", String.class);
    }
  }

  Attempt claim(String id) {
    Exchange exchange = TestExchanges.message(id);
    TestExchanges.receipt(exchange);
    return new Attempt(submagic.claim(exchange), exchange);
  }

  /** Asks for a source link; returns the refusal's status, 0 when it is served. */
  int fetch(String relayToken) {
    return open(relayToken + ".mp4");
  }

  /** Reads a source link to its end; returns whether the last byte was let go. */
  boolean deliver(String relayToken) {
    return fetch(relayToken) == 0 && receipts.delivered(Token.parse(relayToken).orElseThrow());
  }

  int open(String path) {
    Exchange exchange = TestExchanges.message("none");
    exchange.getMessage().setHeader("token", path);
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
    relay.open(exchange);
    return exchange.isRouteStop()
        ? exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class)
        : 0;
  }

  VideoJob find(String id) {
    return jobs.find(id).orElseThrow();
  }

  /** Returns a job that waits for project {@code sm-1}. */
  VideoJob ordered() {
    Attempt attempt = claim(SampleJobs.captioning(jobs).id());
    List<CaptionOrder> orders = attempt.job().submagic().orders();
    return SampleJobs.edge(
        jobs,
        attempt.job(),
        d -> {
          d.step = Step.ORDERED;
          d.submagic = new Captions(orders, "sm-1", jobs.now(), null, null, null, null);
          d.wake = new Wake(SubmagicAnswers.QUEUE, jobs.now().plusSeconds(600));
        });
  }
}
