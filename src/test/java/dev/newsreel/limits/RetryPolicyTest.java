package dev.newsreel.limits;

import static dev.newsreel.limits.FailedSteps.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Attempts;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.Event;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.limits.FailedSteps.Outcomes;
import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);
  private final FailedSteps steps = new FailedSteps(jobs);

  private static void assertLater(VideoJob job, Duration least, Duration most) {
    assertThat(Duration.between(TestClock.START, job.wake().at())).isBetween(least, most);
  }

  private static VideoJob tried(VideoJob job, int times) {
    return job.with(d -> d.attempts = new Attempts(times, TestClock.START, "code: It failed"));
  }

  private VideoJob exhausted(VideoJob job) {
    return SampleJobs.edge(jobs, job, d -> d.attempts = tried(job, 11).attempts());
  }

  @Test
  void takesBackAClaimOfWhichNothingWasSent() throws Exception {
    Outcomes after =
        steps.fail(SampleJobs.videoClaimed(jobs), call(Outcome.NOT_SENT, Remedy.RETRY));

    assertThat(after.job().step()).isEqualTo(Step.READY);
    assertThat(after.job().attempts())
        .isEqualTo(new Attempts(1, TestClock.START, "code: It failed"));
    assertThat(after.job().wake().queue()).isEqualTo("video");
    assertThat(after.job().heygen().generation()).isEqualTo(1);
    assertLater(after.job(), Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(after.exchange().isRouteStop()).isTrue();
    assertThat(after.receipt().isSettled()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"WAIT", "SHUT"})
  void givesNoJobUpThatOnlyHasToWaitHoweverOftenItWasTried(Remedy remedy) throws Exception {
    VideoJob job =
        SampleJobs.edge(
            jobs,
            SampleJobs.videoClaimed(jobs),
            d -> d.attempts = new Attempts(40, TestClock.START, "code: It failed"));
    clock.advance(Duration.ofDays(3));

    VideoJob after = steps.fail(job, call(Outcome.ANSWERED, remedy)).job();

    assertThat(after.status()).isEqualTo(Status.RENDERING);
    assertThat(after.attempts().count()).isEqualTo(40);
  }

  @Test
  void takesBackAClaimThatWasAnswered() throws Exception {
    Outcomes after =
        steps.fail(SampleJobs.videoClaimed(jobs), call(Outcome.ANSWERED, Remedy.RETRY));

    assertThat(after.job().step()).isEqualTo(Step.READY);
    assertThat(after.job().attempts().count()).isEqualTo(1);
  }

  @Test
  void keepsAClaimWhoseOutcomeIsUnknown() throws Exception {
    VideoJob job = SampleJobs.videoClaimed(jobs);

    Outcomes after = steps.fail(job, call(Outcome.UNKNOWN, Remedy.RETRY));

    assertThat(after.job().step()).isEqualTo(Step.CLAIMED);
    assertThat(after.job().heygen()).isEqualTo(job.heygen());
    assertThat(after.job().attempts().count()).isEqualTo(1);
  }

  @Test
  void losesNoAttemptByWaiting() throws Exception {
    VideoJob job = exhausted(SampleJobs.videoClaimed(jobs));

    Outcomes after = steps.fail(job, call(Outcome.NOT_SENT, Remedy.WAIT));

    assertThat(after.job().attempts().count()).isEqualTo(11);
    assertThat(after.job().status()).isEqualTo(Status.RENDERING);
    assertLater(after.job(), Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  @Test
  void waitsAsLongAsTheProviderAsks() throws Exception {
    Outcomes after =
        steps.fail(
            SampleJobs.videoClaimed(jobs),
            call(Outcome.ANSWERED, Remedy.WAIT, "heygen", Duration.ofSeconds(40)));

    assertLater(after.job(), Duration.ofMillis(40_500), Duration.ofSeconds(41));
  }

  @Test
  void waitsLongerAfterEveryFailure() throws Exception {
    VideoJob job =
        SampleJobs.edge(
            jobs,
            SampleJobs.videoClaimed(jobs),
            d -> d.attempts = new Attempts(3, TestClock.START, "x"));

    Outcomes after = steps.fail(job, call(Outcome.NOT_SENT, Remedy.RETRY));

    assertLater(after.job(), Duration.ofSeconds(8), Duration.ofSeconds(16));
  }

  @Test
  void bearsAProvidersOwnTroubleForADayHoweverOftenItFails() throws Exception {
    VideoJob job = exhausted(SampleJobs.videoClaimed(jobs));
    clock.advance(Duration.ofHours(24).minusMillis(1));

    VideoJob later = steps.fail(job, call(Outcome.UNKNOWN, Remedy.RETRY)).job();
    clock.advance(Duration.ofMillis(1));
    VideoJob after = steps.fail(later, call(Outcome.UNKNOWN, Remedy.RETRY)).job();

    assertThat(later.status()).isEqualTo(Status.RENDERING);
    assertThat(after.status()).as("it may exist").isEqualTo(Status.HELD);
  }

  @Test
  void failsTheJobWhenItsAttemptsAreUsedUp() throws Exception {
    VideoJob job = exhausted(SampleJobs.videoClaimed(jobs));

    Outcomes after = steps.fail(job, call(Outcome.ANSWERED, Remedy.RETRY));

    assertThat(after.job().status()).isEqualTo(Status.FAILED);
    assertThat(after.job().wake()).isNull();
    assertThat(after.receipt().isSettled()).isTrue();
  }

  @Test
  void failsTheJobAtOnceWhenNothingWillHelpAndSaysWhy() throws Exception {
    VideoJob job = SampleJobs.videoClaimed(jobs);

    VideoJob after = steps.fail(job, call(Outcome.ANSWERED, Remedy.GIVE_UP)).job();

    assertThat(after.status()).isEqualTo(Status.FAILED);
    assertThat(after.failure().code()).isEqualTo("code");
    assertThat(after.failure().message()).isEqualTo("It failed");
    assertThat(after.failure().step()).isEqualTo(Status.RENDERING);
    assertThat(after.failure().provider()).isEqualTo("heygen");
    assertThat(after.failure().providerCode()).isEqualTo("theirs");
    assertThat(after.failure().next()).isEqualTo("Do that");
    List<Event> history = new JobIndex(REDIS.get()).history(job.id());
    Event last = history.get(history.size() - 1);
    assertThat(last.edge()).isEqualTo("failed");
    assertThat(last.cause()).isEqualTo("code: It failed");
    assertThat(last.requestId()).isEqualTo("req-1");
  }

  @Test
  void neverGivesUpAnOrderThatIsPaidFor() throws Exception {
    VideoJob job = exhausted(SampleJobs.videoOrdered(jobs));

    VideoJob after = steps.fail(job, call(Outcome.ANSWERED, Remedy.GIVE_UP)).job();

    assertThat(after.status()).isEqualTo(Status.RENDERING);
    assertThat(after.step()).isEqualTo(Step.ORDERED);
    assertThat(after.heygen()).isEqualTo(job.heygen());
    assertThat(after.wake().queue()).isEqualTo("video-reconcile");
    assertThat(REDIS.due()).containsOnlyKeys("video-reconcile|" + job.id());
  }

  @ParameterizedTest
  @CsvSource({"heygen_down, UNKNOWN, RENDERING", "video_unknown, ANSWERED, FAILED"})
  void failsAnOrderForTheTimeOnlyWhenItsProviderCouldBeAsked(
      String code, Outcome outcome, Status status) throws Exception {
    VideoJob job = SampleJobs.videoOrdered(jobs);
    clock.advance(Duration.ofHours(3));
    CallFailed.Details details = new CallFailed.Details("heygen", code, null, null, null, "Wait");

    VideoJob after =
        steps.fail(job, new CallFailed(outcome, Remedy.RETRY, "It failed", details)).job();

    assertThat(after.status()).isEqualTo(status);
  }

  @Test
  void holdsAJobWithoutAScriptForAPerson() throws Exception {
    VideoJob job = SampleJobs.scripting(jobs);

    VideoJob after = steps.fail(job, call(Outcome.ANSWERED, Remedy.GIVE_UP)).job();

    assertThat(after.status()).isEqualTo(Status.HELD);
    assertThat(after.script()).isNull();
  }

  @Test
  void goesOnWithTheFallbackScriptWhereThatIsWanted() throws Exception {
    FailedSteps template = new FailedSteps(jobs, "script.fallback", "template");
    VideoJob job = SampleJobs.scripting(jobs);

    VideoJob after = template.fail(job, call(Outcome.ANSWERED, Remedy.GIVE_UP)).job();

    assertThat(after.status()).isEqualTo(Status.RENDERING);
    assertThat(after.script()).isEqualTo(SampleJobs.SCRIPT);
    assertThat(REDIS.queue("video")).hasSize(1);
  }
}
