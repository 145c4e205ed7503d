package dev.newsreel.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Change;
import dev.newsreel.job.Failure;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.TestPrices;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.TestSettings;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a job waits for its video, also when it is not wanted any more. */
class HeyGenParkingTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final String FINISHED =
      "{\"data\":{\"id\":\"hv-1\",\"status\":\"completed\",\"duration\":20.5,"
          + "\"video_url\":\"https://f.example.com/v.mp4?s=1\"}}";

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);
  private final HeyGenAnswers answers =
      new HeyGenAnswers(jobs, TestSettings.with("heygen.api-key", "test-key"), TestPrices.PRICES);
  private VideoJob job;

  @BeforeEach
  void order() {
    job = SampleJobs.videoOrdered(jobs);
  }

  private VideoJob stored() {
    return jobs.find(job.id()).orElseThrow();
  }

  @Test
  void plansTheNextLookWhenAVideoIsOrdered() {
    VideoJob parked = answers.park(SampleJobs.videoClaimed(jobs));

    assertThat(parked.step()).isEqualTo(Step.ORDERED);
    assertThat(parked.wake())
        .isEqualTo(new Wake("video-reconcile", TestClock.START.plusSeconds(600)));
  }

  @ParameterizedTest
  @CsvSource({"-1, RENDERING", "0, FAILED"})
  void isPatientUpToTheDeadlineAndNotLonger(long past, Status status) {
    clock.advance(Duration.ofHours(3).plusMillis(past));
    Exchange exchange = TestExchanges.taken(job);
    TestExchanges.receipt(exchange);
    String running = FINISHED.replace("completed", "processing");

    assertThat(answers.read(TestExchanges.answered(exchange, 200, running))).isNull();

    assertThat(exchange.isRouteStop()).isTrue();
    assertThat(stored().status()).isEqualTo(status);
    assertThat(stored().failure() == null ? null : stored().failure().code())
        .isEqualTo(status == Status.FAILED ? "provider_silent" : null);
  }

  @Test
  void keepsAVideoThatWasPaidWithItsCancelledJob() {
    Failure why = new Failure("cancelled", "No", Status.RENDERING, null, null, null, jobs.now());
    jobs.save(Change.keeping(job, job.stop(Status.CANCELLED, why), "cancelled"));
    assertThat(answers.ask(TestExchanges.message(job.id(), "hv-1"))).isEqualTo(stored());

    VideoJob known =
        answers.read(TestExchanges.answered(TestExchanges.taken(stored()), 200, FINISHED));
    VideoJob kept = answers.complete(stored().merge(known));

    assertThat(kept.isRendered()).isTrue();
    assertThat(kept.status()).isEqualTo(Status.CANCELLED);
    assertThat(kept.wake()).isNull();
    assertThat(kept.heygen().costUsd()).isEqualByComparingTo("1.025");
  }
}
