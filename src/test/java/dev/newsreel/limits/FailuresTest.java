package dev.newsreel.limits;

import static dev.newsreel.limits.FailedSteps.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.StaleJob;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.RedisScript;
import dev.newsreel.redis.RedisUnavailable;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.wire.WireFailures;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The class of a failure comes from what happened on the wire. */
class FailuresTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", new TestClock());
  private VideoJob job;

  @BeforeEach
  void order() {
    job = SampleJobs.videoClaimed(jobs);
  }

  private void assertMeans(Exception failure, Outcome outcome, Remedy remedy, String code) {
    for (Exception each : List.of(failure, new IllegalStateException("wrapped", failure))) {
      CallFailed call = Failures.explain(each, job);
      assertThat(call.outcome()).isEqualTo(outcome);
      assertThat(call.remedy()).isEqualTo(remedy);
      assertThat(call.details().code()).isEqualTo(code);
      assertThat(call.details().next()).isNotBlank();
    }
  }

  @Test
  void isNotSentWhenNothingWasWritten() {
    assertMeans(WireFailures.notSent(), Outcome.NOT_SENT, Remedy.RETRY, "not_sent");
    assertMeans(WireFailures.addressRefused(), Outcome.NOT_SENT, Remedy.GIVE_UP, "address_refused");
  }

  @Test
  void isUnknownWhenTheAnswerWasLost() {
    assertMeans(WireFailures.answerLost(), Outcome.UNKNOWN, Remedy.RETRY, "answer_lost");
    assertMeans(WireFailures.tooLarge(), Outcome.UNKNOWN, Remedy.GIVE_UP, "answer_too_large");
  }

  @Test
  void waitsWithoutLosingAnAttemptWhileABreakerIsOpen() {
    CircuitBreaker breaker = Breakers.of("heygen", Duration.ofHours(1), Duration.ofHours(1));
    breaker.transitionToOpenState();
    Exception open =
        catchThrowableOfType(CallNotPermittedException.class, breaker::acquirePermission);

    assertMeans(open, Outcome.NOT_SENT, Remedy.WAIT, "breaker_open");
    assertThat(Failures.explain(open, job).details().provider()).isEqualTo("heygen");
  }

  @Test
  void isUnknownWhenWeOurselvesHaveFailed() {
    CallFailed call = Failures.explain(new IllegalArgumentException("oops"), job);

    assertThat(call.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(call.details().code()).isEqualTo("internal_error");
    assertThat(call.details().provider()).isNull();
    assertThat(call).hasMessageContaining("oops");
  }

  @Test
  void isWhatTheReaderOfTheAnswerSaid() {
    CallFailed said = call(Outcome.ANSWERED, Remedy.GIVE_UP);

    assertThat(Failures.explain(new IllegalStateException("wrapped", said), job)).isSameAs(said);
  }

  @Test
  void namesTheProviderThatTheJobIsWith() {
    VideoJob writing = job.with(d -> d.status = Status.SCRIPTING);
    VideoJob captioning = job.with(d -> d.status = Status.CAPTIONING);

    assertThat(Failures.explain(WireFailures.notSent(), writing).details().provider())
        .isEqualTo("openai");
    assertThat(Failures.explain(WireFailures.notSent(), captioning).details().provider())
        .isEqualTo("submagic");
  }

  @Test
  void isLeftToTheQueueWhenTheJobIsUnknownChangedOrOutOfReach() throws Exception {
    FailedSteps steps = new FailedSteps(jobs);
    SampleJobs.edge(jobs, job, d -> d.heygen = null);
    VideoJob stored = jobs.find(job.id()).orElseThrow();
    StaleJob stale =
        catchThrowableOfType(
            StaleJob.class, () -> SampleJobs.edge(jobs, job, d -> d.heygen = null));
    RedisUnavailable down =
        catchThrowableOfType(
            RedisUnavailable.class,
            () -> REDIS.get().text(new RedisScript("broken.lua", "return nonsense()"), List.of()));

    IllegalStateException other = new IllegalStateException("ours");
    assertThat(steps.isLeftToTheQueue(job, "video", stale)).isTrue();
    assertThat(steps.isLeftToTheQueue(job, "video", down)).isTrue();
    assertThat(steps.isLeftToTheQueue(null, "video", down)).isTrue();
    assertThat(steps.isLeftToTheQueue(null, "video", other)).isTrue();
    assertThat(steps.isLeftToTheQueue(job, "video", other)).isFalse();
    assertThat(steps.fail(job, other).exchange().isRouteStop()).isTrue();
    assertThat(jobs.find(job.id())).as("another attempt goes on").contains(stored);
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"FAILED", "CANCELLED", "HELD", "DONE"})
  void isLeftToTheQueueWhenALateQuestionAboutAnEndedJobFails(Status ended) {
    FailedSteps steps = new FailedSteps(jobs);
    VideoJob late = job.with(d -> d.step = Step.ORDERED).advance(ended);

    CallFailed unknown = call(Outcome.ANSWERED, Remedy.WAIT);

    assertThat(steps.isLeftToTheQueue(late, "video-answers", unknown)).isTrue();
  }
}
