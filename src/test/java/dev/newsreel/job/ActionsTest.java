package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.redis.SharedRedis;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person can do with a job that has stopped because a step failed. */
class ActionsTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final TestClock clock = new TestClock();
  private final StoppedJobs stopped =
      new StoppedJobs(REDIS.get(), TestJobs.store(REDIS.get(), "node", clock));
  private final Actions actions = stopped.actions;

  private void assertNothingIsBought(Plan plan) {
    assertThat(plan.usd()).isEqualByComparingTo("0");
    assertThat(plan.tells()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "SCRIPTING", "RENDERING", "CAPTIONING", "PUBLISHING", "DONE"})
  void refuseToRetryOrToResumeWhatHasNotStopped(Status status) {
    VideoJob job = SampleJobs.queued(stopped.jobs).advance(status);

    assertThatThrownBy(() -> actions.retry(job))
        .isInstanceOf(NotPossible.class)
        .hasMessageEndingWith(status.text());
    assertThatThrownBy(() -> actions.resume(job)).isInstanceOf(NotPossible.class);
    assertThatThrownBy(() -> actions.attach(job, "sm-7")).isInstanceOf(NotPossible.class);
  }

  @Test
  void refuseEverythingToACancelledJob() {
    VideoJob held = stopped.captions(Status.HELD, "order_unknown");
    VideoJob job = actions.act(held, actions.cancel(held), "k1");

    assertThatThrownBy(() -> actions.retry(job)).isInstanceOf(NotPossible.class);
    assertThatThrownBy(() -> actions.resume(job)).isInstanceOf(NotPossible.class);
    assertThatThrownBy(() -> actions.attach(job, "sm-7")).isInstanceOf(NotPossible.class);
    assertThatThrownBy(() -> actions.cancel(job))
        .isInstanceOf(NotPossible.class)
        .hasMessageContaining("cancelled already");
  }

  @ParameterizedTest
  @CsvSource({
    "SCRIPTING, 0, script",
    "RENDERING, 0.60, video",
    "CAPTIONING, 0.10, captions",
    "PUBLISHING, 0, publish"
  })
  void retryTheStepThatFailedAndTellItsPrice(Status failed, BigDecimal usd, String queue) {
    VideoJob job = stopped.at(failed, Status.FAILED, "refused");

    Plan plan = actions.retry(job);
    assertThat(stopped.stored(job)).as("a plan changes nothing").isEqualTo(job);
    VideoJob after = actions.act(job, plan, "k1");

    assertThat(plan.usd()).isEqualByComparingTo(usd);
    assertThat(after.status()).isEqualTo(failed);
    assertThat(after.step()).isEqualTo(Step.READY);
    assertThat(after.failure()).isNull();
    assertThat(after.attempts()).isEqualTo(Attempts.NONE);
    assertThat(after.script()).isEqualTo(job.script());
    assertThat(after.heygen()).isEqualTo(job.heygen());
    assertThat(REDIS.queue(queue)).contains(Map.of("key", job.id()));
    assertThat(REDIS.due()).as("it does not retire").isEmpty();
    assertThat(stopped.lastEdge(job)).isEqualTo("retried");
  }

  @Test
  void orderUnderANewKeyWhatHeyGenHasRefusedOrCalledFailed() {
    VideoJob refused = stopped.at(Status.RENDERING, Status.FAILED, "heygen_refused");
    VideoJob failed = stopped.at(Status.RENDERING, Status.FAILED, "video_failed");

    VideoJob passing = stopped.at(Status.RENDERING, Status.FAILED, "not_sent");
    Render anew = new Render(2, null, null, null, null, null, null);

    assertThat(actions.retry(refused).after().heygen()).isEqualTo(anew);
    assertThat(actions.retry(failed).after().heygen()).isEqualTo(anew);
    assertThat(actions.retry(passing).after().heygen()).isEqualTo(passing.heygen());
  }

  @Test
  void orderAHeldVideoUnderItsOldKeyAndRememberHowOldThatIs() {
    VideoJob held = stopped.at(Status.RENDERING, Status.HELD, "answer_lost");
    clock.advance(Duration.ofDays(2));

    for (Plan plan : List.of(actions.retry(held), actions.resume(held))) {
      assertThat(plan.after().step()).isEqualTo(Step.CLAIMED);
      assertThat(plan.after().heygen()).isEqualTo(held.heygen());
      assertThat(plan.after().heygen().claimedAt()).isEqualTo(TestClock.START);
      assertThat(plan.after().wake()).isEqualTo(Wake.now("video"));
    }
  }

  @Test
  void askASilentHeyGenAgainAndBuyNothing() {
    VideoJob job = stopped.at(Status.RENDERING, Status.FAILED, Waiting.SILENT);
    clock.advance(Duration.ofHours(5));

    Plan plan = actions.retry(job);
    VideoJob after = actions.act(job, plan, "k1");

    assertNothingIsBought(plan);
    assertThat(after.status()).isEqualTo(Status.RENDERING);
    assertThat(after.step()).isEqualTo(Step.ORDERED);
    assertThat(after.heygen().videoId()).isEqualTo("hv-1");
    assertThat(after.heygen().orderedAt()).isEqualTo(clock.instant());
    assertThat(REDIS.due()).isEqualTo(Map.of("video-reconcile|" + job.id(), clock.instant()));
  }

  @Test
  void askASilentSubmagicAgainAndBuyNothing() {
    VideoJob job = stopped.captions(Status.FAILED, Waiting.SILENT);
    clock.advance(Duration.ofHours(5));

    Plan plan = actions.retry(job);
    VideoJob after = actions.act(job, plan, "k1");

    assertNothingIsBought(plan);
    assertThat(after.status()).isEqualTo(Status.CAPTIONING);
    assertThat(after.step()).isEqualTo(Step.ORDERED);
    assertThat(after.heygen()).isEqualTo(job.heygen());
    assertThat(after.submagic().projectId()).isEqualTo("sm-1");
    assertThat(after.submagic().orderedAt()).isEqualTo(clock.instant());
    assertThat(REDIS.due()).isEqualTo(Map.of("captions-answers|" + job.id(), clock.instant()));
  }

  @Test
  void countEveryBegunMinuteOfCaptions() {
    VideoJob job = stopped.captions(Status.HELD, "order_unknown");

    for (Map.Entry<Integer, String> each : Map.of(60, "0.10", 61, "0.20").entrySet()) {
      Script s = new Script("T", "Text", each.getKey(), false, null, false, null, null);
      assertThat(actions.retry(job.with(d -> d.script = s)).usd())
          .isEqualByComparingTo(each.getValue());
    }
  }

  @Test
  void resumeALostOrderOfCaptionsByWaitingOnceMore() {
    VideoJob job = stopped.captions(Status.HELD, "order_unknown");
    clock.advance(Duration.ofHours(5));

    Plan plan = actions.resume(job);
    VideoJob after = actions.act(job, plan, "k1");

    assertNothingIsBought(plan);
    assertThat(after.status()).isEqualTo(Status.CAPTIONING);
    assertThat(after.step()).isEqualTo(Step.CLAIMED);
    assertThat(after.submagic().orders()).hasSize(1);
    assertThat(after.submagic().lastOrder().claimedAt()).isEqualTo(clock.instant());
    assertThat(after.submagic().lastOrder().relayHash()).isEqualTo("bb");
    assertThat(REDIS.queue("captions")).contains(Map.of("key", job.id()));
    assertThat(stopped.lastEdge(job)).isEqualTo("resumed");
  }

  @ParameterizedTest
  @EnumSource(names = {"HELD", "FAILED"})
  void attachTheProjectThatAPersonHasFound(Status ending) {
    VideoJob job = stopped.captions(ending, "order_unknown");

    Plan plan = actions.attach(job, "sm-7");
    VideoJob after = actions.act(job, plan, "k1");

    assertNothingIsBought(plan);
    assertThat(after.step()).isEqualTo(Step.ORDERED);
    assertThat(after.failure()).isNull();
    assertThat(after.submagic().projectId()).isEqualTo("sm-7");
    assertThat(after.submagic().orders()).isEqualTo(job.submagic().orders());
    assertThat(REDIS.due()).isEqualTo(Map.of("captions-answers|" + job.id(), TestClock.START));
    assertThat(stopped.lastEdge(job)).isEqualTo("attached sm-7");
  }

  @Test
  void attachNoProjectToAJobThatStoppedElsewhere() {
    VideoJob job = stopped.at(Status.RENDERING, Status.HELD, "answer_lost");

    assertThatThrownBy(() -> actions.attach(job, "sm-7")).isInstanceOf(NotPossible.class);
  }
}
