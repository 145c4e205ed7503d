package dev.newsreel.captions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.JobTimers;
import dev.newsreel.job.Status;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.TestSettings;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubmagicPatienceTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final TestClock clock = new TestClock();
  private final CaptionOrders orders = new CaptionOrders(REDIS.get(), clock, "relay");
  private final SubmagicAnswers answers =
      new SubmagicAnswers(
          orders.jobs,
          new JobTimers(REDIS.get()),
          TestSettings.with("submagic.api-key", "test-key"));
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

  @Test
  void arePatientUpToTheDeadlineAndNotLonger() {
    clock.advance(Duration.ofHours(3));
    answers.read(told(asked(job, job.id()), "processing", ""));
    assertThat(stored().status()).isEqualTo(Status.CAPTIONING);

    clock.advance(Duration.ofMillis(1));
    answers.read(told(asked(stored(), job.id()), "processing", ""));

    assertThat(stored().failure().code()).isEqualTo("provider_silent");
    assertThat(stored().status()).isEqualTo(Status.FAILED);
  }
}
