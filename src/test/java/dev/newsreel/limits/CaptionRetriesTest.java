package dev.newsreel.limits;

import static dev.newsreel.limits.FailedSteps.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.CaptionOrder;
import dev.newsreel.job.Captions;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Step;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An order of captions has no key that makes a repeat harmless. */
class CaptionRetriesTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", new TestClock());
  private final FailedSteps steps = new FailedSteps(jobs);

  @Test
  void takesBackTheAddressesOfAnOrderThatWasNotMade() throws Exception {
    VideoJob job = steps.captionsClaimed();

    VideoJob after = steps.fail(job, call(Outcome.NOT_SENT, Remedy.RETRY, "submagic", null)).job();

    assertThat(after.step()).isEqualTo(Step.READY);
    assertThat(after.submagic().orders()).extracting(CaptionOrder::number).containsExactly(1);
  }

  @Test
  void countsForTheSameAttemptThoughItsSourceWasFetchedMeanwhile() throws Exception {
    VideoJob job = steps.captionsClaimed();
    Captions claimed = job.submagic();
    CaptionOrder fetched = claimed.lastOrder().fetched(jobs.now());
    SampleJobs.edge(
        jobs, job, d -> d.submagic = claimed.withOrders(List.of(claimed.orders().get(0), fetched)));

    VideoJob after = steps.fail(job, call(Outcome.UNKNOWN, Remedy.RETRY, "submagic", null)).job();

    assertThat(after.attempts().count()).isOne();
    assertThat(after.submagic().lastOrder().fetchedAt()).isNotNull();
    assertThat(after.wake().at()).isEqualTo(TestClock.START.plus(Duration.ofMinutes(10)));
  }

  @Test
  void leavesALostOrderOfCaptionsAloneUntilItIsProven() throws Exception {
    VideoJob job = steps.captionsClaimed();

    VideoJob after = steps.fail(job, call(Outcome.UNKNOWN, Remedy.RETRY, "submagic", null)).job();

    assertThat(after.step()).isEqualTo(Step.CLAIMED);
    assertThat(after.submagic()).isEqualTo(job.submagic());
    assertThat(after.wake().at()).isEqualTo(TestClock.START.plus(Duration.ofMinutes(10)));
  }

  @Test
  void takesNoOrderBackBecauseAQuestionAboutItFailed() {
    VideoJob job = steps.captionsClaimed();
    Exception busy = call(Outcome.ANSWERED, Remedy.WAIT, "submagic", null);

    assertThat(steps.isLeftToTheQueue(job, "captions-answers", busy)).isTrue();
    assertThat(steps.isLeftToTheQueue(job, "captions", busy)).isFalse();
    assertThat(jobs.find(job.id())).contains(job);
  }
}
