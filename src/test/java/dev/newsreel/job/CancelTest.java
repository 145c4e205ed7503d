package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person stops a job. */
class CancelTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final JobStore jobs = TestJobs.store(REDIS.get(), "node", new TestClock());
  private final StoppedJobs stopped = new StoppedJobs(REDIS.get(), jobs);
  private final Actions actions = stopped.actions;

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "SCRIPTING", "RENDERING", "CAPTIONING", "PUBLISHING"})
  void stopsAJobWhereverItIs(Status status) {
    VideoJob job = SampleJobs.queued(jobs).advance(status);

    Plan plan = actions.cancel(job);

    assertThat(plan.event()).isEqualTo("cancelled");
    assertThat(plan.usd()).isEqualByComparingTo("0");
    assertThat(plan.tells()).contains("nothing more is bought");
    assertThat(plan.after().status()).isEqualTo(Status.CANCELLED);
    assertThat(plan.after().wake()).isNull();
    assertThat(plan.after().failure().code()).isEqualTo("cancelled");
    assertThat(plan.after().failure().step()).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource(names = {"CLAIMED", "ORDERED"})
  void saysThatAnOrderIsPaidAllTheSame(Step step) {
    VideoJob job = SampleJobs.videoOrdered(jobs).with(d -> d.step = step);

    assertThat(actions.cancel(job).tells()).contains("is paid").contains("kept");
  }

  @Test
  void looksOnceMoreAtWhatIsPaidAndKeepsWhatWasBought() {
    VideoJob job = SampleJobs.videoOrdered(jobs);

    VideoJob after = actions.act(job, actions.cancel(job), "k1");

    assertThat(after).isEqualTo(jobs.find(job.id()).orElseThrow());
    assertThat(after.heygen()).isEqualTo(job.heygen());
    assertThat(REDIS.due())
        .isEqualTo(
            Map.of(
                "retire|" + job.id(),
                TestClock.START.plus(Duration.ofDays(30)),
                "video-answers|" + job.id(),
                TestClock.START.plus(Duration.ofMinutes(10))));
    assertThat(stopped.lastEdge(job)).isEqualTo("cancelled");
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "HELD"})
  void endsAJobThatWaitsForAPerson(Status ending) {
    VideoJob job = stopped.captions(ending, "order_unknown");

    VideoJob after = actions.act(job, actions.cancel(job), "k1");

    assertThat(after.status()).isEqualTo(Status.CANCELLED);
    assertThat(REDIS.due()).containsOnlyKeys("retire|" + job.id());
  }

  @Test
  void isTooLateForAFinishedVideo() {
    VideoJob job = SampleJobs.queued(jobs).advance(Status.DONE);

    assertThatThrownBy(() -> actions.cancel(job))
        .isInstanceOf(NotPossible.class)
        .hasMessage("The video is done already");
  }

  @Test
  void doesNothingWhenTheJobHasMovedOnSinceItWasPlanned() {
    VideoJob job = SampleJobs.videoOrdered(jobs);
    Plan plan = actions.cancel(job);
    VideoJob moved = SampleJobs.edge(jobs, job, d -> d.status = Status.CAPTIONING);

    assertThatThrownBy(() -> actions.act(job, plan, "k1")).isInstanceOf(StaleJob.class);

    assertThat(jobs.find(job.id())).contains(moved);
  }
}
