package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetirementTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Partition P = new Partition(0);
  private static final Options FED =
      new Options("town", null, null, null, null, null, null, null, null);

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);
  private final Retirement retirement = new Retirement(REDIS.get(), jobs);

  private VideoJob ended(Status ending) {
    VideoJob job = SampleJobs.queued(jobs, FED);
    Failure why = new Failure("x", "No", job.status(), null, null, null, jobs.now());
    return jobs.save(Change.keeping(job, job.stop(ending, why), ending.text()));
  }

  private void retire(String id) {
    retirement.retire(id, TestExchanges.message(id));
  }

  @Test
  void forgetsAnEndedJobWithEverythingAboutItAndNoOther() {
    VideoJob other = ended(Status.FAILED);
    VideoJob job = ended(Status.FAILED);

    retire(job.id());

    assertThat(jobs.find(job.id())).isEmpty();
    assertThat(new JobIndex(REDIS.get()).history(job.id())).isEmpty();
    for (String index : List.of(P.all(), P.status("failed"), P.feed("town"))) {
      assertThat(REDIS.members(index)).as(index).containsExactly(other.id());
    }
    assertThat(jobs.find(other.id())).contains(other);
    assertThat(new Audit(REDIS.get(), jobs).run()).isEqualTo(new Audit.Report(1, List.of()));
  }

  @Test
  void leavesAJobAloneThatWentOnMeanwhile() {
    VideoJob job = ended(Status.HELD);
    VideoJob retried = jobs.save(Change.keeping(job, job.advance(Status.SCRIPTING), "retried"));

    retire(job.id());

    assertThat(jobs.find(job.id())).contains(retried);
    assertThat(REDIS.members(P.all())).containsExactly(job.id());
    assertThat(REDIS.due()).as("and it is not due any more").isEmpty();
  }

  @Test
  void canBeToldTwiceAndForUnknownJobs() {
    VideoJob job = ended(Status.CANCELLED);

    retire(job.id());
    retire(job.id());
    retire("v_01kapbc000abcdefghjkmnpq00");

    assertThat(REDIS.members(P.all())).isEmpty();
  }

  @Test
  void comesOnceWhenTheTimeSinceTheFirstEndingIsOver() {
    VideoJob job = ended(Status.FAILED);
    clock.advance(Duration.ofDays(3));

    jobs.save(Change.keeping(job, job.stop(Status.CANCELLED, job.failure()), "cancelled"));

    assertThat(REDIS.due())
        .isEqualTo(
            Map.of(Retirement.QUEUE + "|" + job.id(), TestClock.START.plus(Duration.ofDays(30))));
  }
}
