package dev.newsreel.captions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.Change;
import dev.newsreel.job.Failure;
import dev.newsreel.job.JobTimers;
import dev.newsreel.job.ParkedJobs;
import dev.newsreel.job.Status;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.TestPrices;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.TestSettings;
import dev.newsreel.watch.Figures;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubmagicPatienceTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Duration DEADLINE = Duration.ofHours(3);

  private final TestClock clock = new TestClock();
  private final CaptionOrders orders = new CaptionOrders(REDIS.get(), clock, "relay");
  private final SubmagicAnswers answers =
      new SubmagicAnswers(
          orders.jobs,
          new JobTimers(REDIS.get()),
          TestSettings.with("submagic.api-key", "test-key"),
          TestPrices.PRICES);
  private VideoJob job;

  @BeforeEach
  void order() {
    job = orders.ordered();
  }

  private Exchange asked(VideoJob of, String message) {
    Exchange exchange = TestExchanges.message(of.id(), message);
    assertThat(answers.ask(exchange)).isEqualTo(of);
    return exchange;
  }

  private static Exchange told(Exchange exchange, String status, String more) {
    String body = "{\"id\":\"sm-1\",\"status\":\"" + status + "\"" + more + "}";
    return TestExchanges.answered(exchange, 200, body);
  }

  private VideoJob stored() {
    return orders.find(job.id());
  }

  @Test
  void waitWhenSubmagicDoesNotKnowTheProject() {
    Exchange exchange = TestExchanges.answered(asked(job, job.id()), 404, "{}");

    CallFailed failure = catchThrowableOfType(CallFailed.class, () -> answers.read(exchange));

    assertThat(failure.remedy()).isEqualTo(Remedy.WAIT);
    assertThat(failure.details().code()).isEqualTo("project_unknown");
  }

  private Map<String, Instant> dueAfter(String queue, Duration sinceStart) {
    return Map.of(queue + "|" + job.id(), TestClock.START.plus(sinceStart));
  }

  private void giveUp() {
    clock.advance(DEADLINE);
    answers.read(told(asked(stored(), job.id()), "processing", ""));
    assertThat(stored().status()).isEqualTo(Status.FAILED);
  }

  @Test
  void arePatientUpToTheDeadlineAndNotLonger() {
    clock.advance(DEADLINE.minusMinutes(3));
    answers.read(told(asked(job, job.id()), "processing", ""));
    assertThat(stored()).isEqualTo(job);
    assertThat(REDIS.due())
        .as("a sixth of its age later")
        .isEqualTo(dueAfter("captions-answers", Duration.ofSeconds((177 + 29) * 60 + 30)));

    clock.advance(Duration.ofMinutes(3));
    Exchange exchange = told(asked(job, job.id()), "processing", "");
    Receipt receipt = TestExchanges.receipt(exchange);
    answers.read(exchange);

    assertThat(stored().failure().code()).isEqualTo("provider_silent");
    assertThat(stored().failure().step()).isEqualTo(Status.CAPTIONING);
    assertThat(stored().status()).isEqualTo(Status.FAILED);
    assertThat(stored().submagic()).isEqualTo(job.submagic());
    assertThat(REDIS.due()).isEqualTo(dueAfter("retire", DEADLINE.plusDays(30)));
    assertThat(receipt.isSettled()).isTrue();
  }

  @Test
  void lookNoMoreByThemselvesAfterTheDeadline() {
    giveUp();
    VideoJob failed = stored();

    Exchange exchange = told(asked(failed, "sm-1#1"), "processing", "");
    answers.read(exchange);

    assertThat(exchange.isRouteStop()).isTrue();
    assertThat(stored()).isEqualTo(failed);
    assertThat(REDIS.due()).containsOnlyKeys("retire|" + job.id());
  }

  @Test
  void takeALateProjectAndForgetThatItWasLate() {
    giveUp();

    VideoJob known =
        answers.read(
            told(
                asked(stored(), "sm-1#1"),
                "completed",
                ",\"directUrl\":\"https://c.example.com/1.mp4\""));

    assertThat(known.submagic().url()).isEqualTo(URI.create("https://c.example.com/1.mp4"));
    ParkedJobs parked = new ParkedJobs(orders.jobs, answers, Figures.unseen());
    VideoJob again =
        parked.get(new DefaultCamelContext(), job.id()).getMessage().getBody(VideoJob.class);
    assertThat(again.status()).isEqualTo(Status.CAPTIONING);
    assertThat(again.failure()).isNull();
    VideoJob joined = again.merge(known);
    assertThat(joined.isCaptioned()).isTrue();
    assertThat(answers.complete(joined).status()).isEqualTo(Status.PUBLISHING);
  }

  @Test
  void keepAProjectThatWasPaidWithItsCancelledJob() {
    Failure why =
        new Failure("cancelled", "No", Status.CAPTIONING, null, null, null, clock.instant());
    orders.jobs.save(Change.keeping(job, job.stop(Status.CANCELLED, why), "cancelled"));

    VideoJob known =
        answers.read(
            told(
                asked(stored(), "sm-1#1"),
                "completed",
                ",\"directUrl\":\"https://c.example.com/1.mp4\""));
    VideoJob kept = answers.complete(stored().merge(known));

    assertThat(kept.isCaptioned()).isTrue();
    assertThat(kept.status()).isEqualTo(Status.CANCELLED);
    assertThat(kept.wake()).isNull();
    assertThat(kept.submagic().costUsd()).isEqualByComparingTo("0.10");
  }
}
