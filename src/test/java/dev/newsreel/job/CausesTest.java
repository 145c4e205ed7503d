package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CausesTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(2);

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);
  private final Causes causes = new Causes(REDIS.get());

  private VideoJob stopped(int partition, Status ending, String code) {
    clock.advance(Duration.ofMillis(1));
    String id = JobIds.next(partition, clock.millis());
    jobs.accept(VideoJob.accept(id, SampleJobs.ARTICLE, Options.NONE, jobs.now()), Map.of());
    VideoJob job = jobs.find(id).orElseThrow();
    Failure why = new Failure(code, "Why " + id, Status.QUEUED, null, null, "Do", jobs.now());
    return jobs.save(Change.keeping(job, job.stop(ending, why), "stopped"));
  }

  @Test
  void countJobsOfOneCauseOverAllPartitionsWithTheNewestFirst() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(0, stopped(i % 2, Status.FAILED, "too_long").id());
    }
    stopped(0, Status.HELD, "too_long");
    stopped(1, Status.FAILED, "too_long_indeed");

    List<Causes.Group> groups = causes.all().groups();

    assertThat(groups)
        .extracting(Causes.Group::id, Causes.Group::count)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("failed.too_long.queued.-", 5L),
            org.assertj.core.groups.Tuple.tuple("failed.too_long_indeed.queued.-", 1L),
            org.assertj.core.groups.Tuple.tuple("held.too_long.queued.-", 1L));
    assertThat(groups.get(0).newest()).isEqualTo(ids.subList(0, 3));
    assertThat(groups.get(0).message()).isEqualTo("Why " + ids.get(0));
    assertThat(groups.get(0).provider()).isNull();
  }

  @Test
  void aJobLeavesItsGroupWhenItGoesOn() {
    VideoJob job = stopped(0, Status.FAILED, "too_long");

    jobs.save(Change.keeping(job, Retrial.ready(job, Status.SCRIPTING), "retried"));

    assertThat(causes.all()).isEqualTo(new Causes.All(List.of(), 0));
  }

  @Test
  void aForgottenJobIsInNoGroup() {
    VideoJob job = stopped(1, Status.FAILED, "too_long");

    new Retirement(REDIS.get(), jobs).retire(job.id(), null);

    assertThat(causes.all()).isEqualTo(new Causes.All(List.of(), 0));
  }

  @Test
  void jobsThatAnOlderVersionStoppedAreToldWithoutACause() {
    VideoJob job = stopped(0, Status.HELD, "too_long");
    REDIS.get().client().getKeys().delete(new Partition(0).stopped());

    assertThat(causes.all()).isEqualTo(new Causes.All(List.of(), 1));
    jobs.save(Change.keeping(job, Retrial.ready(job, Status.SCRIPTING), "retried"));
    assertThat(causes.all()).isEqualTo(new Causes.All(List.of(), 0));
  }

  @Test
  void theAuditMissesAJobWithoutItsCause() {
    stopped(0, Status.HELD, "too_long");
    assertThat(new Audit(REDIS.get(), jobs).run().faults()).isEmpty();

    REDIS.get().client().getKeys().delete(new Partition(0).stopped());

    assertThat(new Audit(REDIS.get(), jobs).run().faults())
        .singleElement()
        .asString()
        .contains("the index of causes does not say why");
  }

  @Test
  void thousandsOfStoppedJobsAreGroupedWithoutReadingThem() {
    for (int i = 0; i < 300; i++) {
      stopped(0, Status.FAILED, "too_long");
    }

    Causes.All all = causes.all();

    assertThat(all.groups()).singleElement().extracting(Causes.Group::count).isEqualTo(300L);
  }
}
