package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.SharedRedis;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.RList;
import org.redisson.api.RScoredSortedSet;
import org.redisson.client.codec.StringCodec;

/** Every kind of disagreement is planted by hand and must be named. */
class AuditTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Partition P = new Partition(0);

  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", new TestClock());
  private final Audit audit = new Audit(REDIS.get(), jobs);
  private VideoJob queued;
  private VideoJob ordered;
  private VideoJob failed;

  @BeforeEach
  void make() {
    queued = SampleJobs.queued(jobs);
    ordered = SampleJobs.videoOrdered(jobs);
    VideoJob job = SampleJobs.captioning(jobs);
    Failure why = new Failure("x", "No", job.status(), null, null, null, jobs.now());
    failed = jobs.save(Change.keeping(job, job.stop(Status.FAILED, why), "failed"));
  }

  private static RScoredSortedSet<String> set(String key) {
    return REDIS.get().client().getScoredSortedSet(key, StringCodec.INSTANCE);
  }

  private static RList<String> history(VideoJob job) {
    return REDIS.get().client().getList(P.history(job.id()), StringCodec.INSTANCE);
  }

  private void assertNamed(VideoJob job, String fault) {
    Audit.Report report = audit.run();
    assertThat(report.jobs()).isEqualTo(3);
    assertThat(report.faults()).singleElement().asString().startsWith(job.id()).endsWith(fault);
  }

  @Test
  void findsNothingWhereNothingIsWrong() {
    SampleJobs.scripting(jobs);
    SampleJobs.videoClaimed(jobs);
    SampleJobs.edge(jobs, SampleJobs.queued(jobs), d -> d.wake = new Wake("x", jobs.now()));

    assertThat(audit.run()).isEqualTo(new Audit.Report(6, List.of()));
  }

  @Test
  void findsNothingInAnEmptyStore() {
    REDIS.get().client().getKeys().flushall();

    assertThat(audit.run()).isEqualTo(new Audit.Report(0, List.of()));
  }

  @Test
  void looksAtEveryJobHoweverManyThereAre() {

    for (int i = 0; i < 250; i++) {
      SampleJobs.queued(jobs);
    }

    assertThat(audit.run()).isEqualTo(new Audit.Report(253, List.of()));
  }

  @Test
  void namesAJobThatLacksInTheIndexOfItsStatus() {
    set(P.status("queued")).remove(queued.id());

    assertNamed(queued, "is QUEUED, the index of QUEUED disagrees");
  }

  @Test
  void namesAJobThatStandsInAnotherIndexAsWell() {
    set(P.status("done")).add(0, queued.id());

    assertNamed(queued, "is QUEUED, the index of DONE disagrees");
  }

  @Test
  void namesAnIndexedJobThatDoesNotExist() {
    String ghost = JobIds.next(0, 1);
    set(P.all()).add(0, ghost);

    Audit.Report report = audit.run();

    assertThat(report.jobs()).isEqualTo(4);
    assertThat(report.faults())
        .singleElement()
        .asString()
        .contains(ghost)
        .endsWith("is in the index but does not exist");
  }

  @Test
  void namesAJobWhoseQueueEntryIsLost() {
    REDIS.get().client().getKeys().delete(P.queue("script"));

    assertNamed(queued, "is queued/READY and nothing wakes it");
  }

  @Test
  void namesAJobWhoseNextLookIsLost() {
    set(P.due()).remove("video-reconcile|" + ordered.id());

    assertNamed(ordered, "is rendering/ORDERED and nothing wakes it");
  }

  @Test
  void takesNoOtherQueueForTheRightOne() {
    set(P.due()).remove("video-reconcile|" + ordered.id());
    set(P.due()).add(1, "retire|" + ordered.id());
    new JobTimers(REDIS.get()).enqueue("video-answers", ordered.id(), "hv-1");

    assertNamed(ordered, "nothing wakes it");
  }

  @Test
  void namesAJobWhoseLastHistoryLineIsLost() {
    RList<String> lines = history(failed);
    String last = lines.remove(lines.size() - 1);
    lines.add(0, last);

    assertNamed(failed, "is FAILED, its history says otherwise");
  }

  @Test
  void namesAJobWithoutAHistory() {
    history(queued).delete();

    assertThat(audit.run().faults())
        .containsExactly(
            queued.id() + " is QUEUED, its history says otherwise",
            queued.id() + " has version 1 but 0 history lines");
  }

  @Test
  void namesAJobWithMoreHistoryThanEdges() {
    RList<String> lines = history(ordered);
    lines.add(0, lines.get(0));

    assertNamed(ordered, "has version 5 but 6 history lines");
  }
}
