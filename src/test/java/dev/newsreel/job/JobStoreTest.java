package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.RedisScript;
import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobStoreTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Partition HERE = new Partition(0);

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);

  private VideoJob fresh() {
    return VideoJob.accept(jobs.newId("a"), SampleJobs.ARTICLE, Options.NONE, jobs.now());
  }

  @Test
  void findsWhatWasAcceptedExactlyAsItWas() {
    VideoJob job = fresh();

    assertThat(jobs.accept(job, Map.of())).isEmpty();

    VideoJob expected =
        job.with(
            d -> {
              d.version = 1;
              d.updatedAt = TestClock.START;
              d.since = TestClock.START;
            });
    assertThat(jobs.find(job.id())).contains(expected);
  }

  @Test
  void knowsNothingOfIdsThatAreUnknownMalformedOrOfAnotherPartition() {
    assertThat(jobs.find(JobIds.next(0, 1))).isEmpty();
    assertThat(jobs.find(JobIds.next(1, 1))).isEmpty();
    assertThat(jobs.find("v_1")).isEmpty();
    assertThat(jobs.find(null)).isEmpty();
  }

  @Test
  void refusesASecondJobForTheSameGuardAndNamesTheFirst() {
    VideoJob first = fresh();
    VideoJob second = fresh();
    jobs.accept(first, Map.of("entry:1", Duration.ofMinutes(5)));

    assertThat(jobs.accept(second, Map.of("entry:1", Duration.ofMinutes(5)))).contains(first.id());

    assertThat(jobs.find(second.id())).isEmpty();
    assertThat(REDIS.members(HERE.all())).containsExactly(first.id());
    assertThat(REDIS.queue("script")).hasSize(1);
    assertThat(REDIS.get().client().getBucket(HERE.key("guard:entry:1")).remainTimeToLive())
        .isBetween(290_000L, 300_000L);
  }

  @Test
  void takesNoGuardWhenOneOfThemIsTaken() {
    jobs.accept(fresh(), Map.of("b", Duration.ofMinutes(5)));

    jobs.accept(fresh(), Map.of("a", Duration.ofMinutes(5), "b", Duration.ofMinutes(5)));

    assertThat(jobs.accept(fresh(), Map.of("a", Duration.ofMinutes(5)))).isEmpty();
  }

  @Test
  void countsVersionsAndStampsTheTimeOfEachEdge() {
    VideoJob job = SampleJobs.queued(jobs);
    clock.advance(Duration.ofSeconds(7));

    VideoJob saved = SampleJobs.edge(jobs, job, d -> d.status = Status.SCRIPTING);

    assertThat(saved.version()).isEqualTo(2);
    assertThat(saved.updatedAt()).isEqualTo(TestClock.START.plusSeconds(7));
    assertThat(saved.createdAt()).isEqualTo(TestClock.START);
    assertThat(jobs.find(job.id())).contains(saved);
  }

  @Test
  void changesNothingWhenAnotherEdgeCameFirst() {
    VideoJob job = SampleJobs.queued(jobs);
    VideoJob first = SampleJobs.edge(jobs, job, d -> d.status = Status.SCRIPTING);

    assertThatThrownBy(() -> SampleJobs.edge(jobs, job, d -> d.wake = Wake.now("other")))
        .isInstanceOf(StaleJob.class);

    assertThat(jobs.find(job.id())).contains(first);
    assertThat(new JobIndex(REDIS.get()).history(job.id())).hasSize(2);
    assertThat(REDIS.queue("other")).isEmpty();
  }

  @Test
  void refusesAnEdgeThatTheTableDoesNotHold() {
    VideoJob job = SampleJobs.queued(jobs);

    assertThatThrownBy(
            () ->
                jobs.save(Change.keeping(job, job.advance(Status.PUBLISHING), "jumped the queue")))
        .isInstanceOf(IllegalStateException.class);

    assertThat(jobs.find(job.id())).contains(job);
  }

  @Test
  void keepsTheArticlesTextBesideTheJobAndWritesItOnce() {
    VideoJob job = SampleJobs.queued(jobs);

    SampleJobs.edge(jobs, job, d -> d.status = Status.SCRIPTING);

    Map<String, String> stored = REDIS.hash(HERE.job(job.id()));
    assertThat(stored).containsEntry("text", SampleJobs.ARTICLE.text()).containsEntry("v", "2");
    assertThat(stored.get("data")).doesNotContain("Tickets").contains("Ferries return");
    assertThat(jobs.find(job.id()).orElseThrow().article()).isEqualTo(SampleJobs.ARTICLE);
  }

  @Test
  void doesNothingTwiceWhenTheSameScriptIsRunAgain() {
    String id = jobs.newId("a");
    List<String> keys =
        List.of(HERE.job(id), HERE.history(id), HERE.key("guard:g"), HERE.queue("script"));
    List<Object> args = new ArrayList<>(List.of("0", id + "#op-1", "{}", "text", "{}"));
    args.addAll(List.of("1", "", "", "60000", "XADD", "4", "3", "*", "key", id));
    RedisScript edge = RedisScript.of(JobStore.class, "edge.lua").with(RedisScript.LINE);

    assertThat(REDIS.get().text(edge, keys, args.toArray())).isEqualTo("ok");
    assertThat(REDIS.get().text(edge, keys, args.toArray())).isEqualTo("ok");

    assertThat(REDIS.queue("script")).containsExactly(Map.of("key", id));
    assertThat(REDIS.get().client().getList(HERE.history(id)).size()).isEqualTo(1);
    assertThat(REDIS.hash(HERE.job(id))).containsEntry("v", "1");
    args.set(1, id + "#op-2");
    assertThat(REDIS.get().text(edge, keys, args.toArray())).isEqualTo("stale");
  }

  @Test
  void acceptsNoMoreThanTheQuotaAndChangesNothingBeyondIt() {
    Claims second = claims("entry:2");
    jobs.accept(fresh(), claims("entry:1"));
    jobs.accept(fresh(), second);
    VideoJob late = fresh();

    assertThatThrownBy(() -> jobs.accept(late, claims("entry:3"))).isInstanceOf(QuotaFull.class);

    assertThat(jobs.find(late.id())).isEmpty();
    assertThat(jobs.accept(late, second)).as("a taken guard counts more").isPresent();
    assertThat(jobs.accept(late, Map.of("entry:3", Duration.ofMinutes(5)))).isEmpty();
  }

  @Test
  void countsAnAcceptedJobOnceWhenTheSameScriptIsRunAgain() {
    String id = jobs.newId("a");
    List<String> keys = List.of(HERE.job(id), HERE.history(id), HERE.key("count:day"));
    Object[] args = {"0", id + "#op-1", "{}", "text", "{}", "0", "1", "60000"};
    RedisScript edge = RedisScript.of(JobStore.class, "edge.lua").with(RedisScript.LINE);

    assertThat(REDIS.get().text(edge, keys, args)).isEqualTo("ok");
    assertThat(REDIS.get().text(edge, keys, args)).isEqualTo("ok");

    assertThat(REDIS.get().client().getBucket(HERE.key("count:day")).get()).isEqualTo("1");
  }

  private static Claims claims(String guard) {
    return new Claims(
        Map.of(guard, Duration.ofMinutes(5)), new Quota("day", 2, Duration.ofDays(2)));
  }
}
