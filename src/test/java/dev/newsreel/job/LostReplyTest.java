package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.job.Idempotency.Known;
import dev.newsreel.redis.FaultyLine;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.redis.TestRedis;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The write happened and the answer did not come: the caller is told the truth, once. */
class LostReplyTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Partition HERE = new Partition(0);

  private static FaultyLine line;
  private static Redis far;

  private final JobStore near = TestJobs.store(REDIS.get(), "near", new TestClock());
  private final JobStore jobs = TestJobs.store(far, "far", new TestClock());

  @BeforeAll
  static void connect() throws IOException {
    line = new FaultyLine(TestRedis.url());
    far = line.connect();
    // A script that Redis does not know is sent twice; here only the second answer matters.
    JobStore warm = TestJobs.store(far, "far", new TestClock());
    VideoJob job = SampleJobs.queued(warm);
    warm.notify("warm", "video-answers", job.id(), "");
    new Idempotency(far).begin("warm", "body", "v_0");
  }

  @AfterAll
  static void disconnect() {
    far.close();
    line.close();
  }

  @AfterEach
  void oneAnswerWasLost() {
    assertThat(line.cuts()).isPositive();
  }

  private VideoJob fresh() {
    return VideoJob.accept(jobs.newId("a"), SampleJobs.ARTICLE, Options.NONE, jobs.now());
  }

  @Test
  void anAcceptedJobExistsOnceAndItsGuardIsItsOwn() {
    VideoJob job = fresh();

    line.cutNextAnswerTo(job.id());
    assertThat(jobs.accept(job, Map.of("entry:1", Duration.ofMinutes(5)))).isEmpty();

    assertThat(near.accept(fresh(), Map.of("entry:1", Duration.ofMinutes(5)))).contains(job.id());
    assertThat(REDIS.queue("script")).containsExactly(Map.of("key", job.id()));
    assertThat(new JobIndex(REDIS.get()).history(job.id())).hasSize(1);
    assertThat(REDIS.members(HERE.all())).containsExactly(job.id());
  }

  @Test
  void anEdgeIsSavedOnce() {
    VideoJob job = SampleJobs.queued(near);

    line.cutNextAnswerTo(job.id());
    VideoJob saved = SampleJobs.edge(jobs, job, d -> d.status = Status.SCRIPTING);

    assertThat(near.find(job.id())).contains(saved);
    assertThat(new JobIndex(REDIS.get()).history(job.id())).hasSize(2);
  }

  @Test
  void anEdgeIsKnownAsOursEvenWhenAnotherOneCameSince() {
    VideoJob job = SampleJobs.queued(near);

    line.cutNextAnswerTo(job.id());
    CompletableFuture<VideoJob> saved =
        CompletableFuture.supplyAsync(
            () -> SampleJobs.edge(jobs, job, d -> d.status = Status.SCRIPTING));
    VideoJob second =
        await()
            .pollInterval(Duration.ofMillis(5))
            .until(() -> near.find(job.id()).orElseThrow(), j -> j.version() == 2);
    SampleJobs.edge(near, second, d -> d.wake = new Wake("script", TestClock.START));

    assertThat(saved.join()).isEqualTo(second);
    assertThat(new JobIndex(REDIS.get()).history(job.id())).hasSize(3);
  }

  @Test
  void anEventIsNewsOnce() {
    VideoJob job = SampleJobs.queued(near);

    line.cutNextAnswerTo("event:evt-1");
    assertThat(jobs.notify("evt-1", "video-answers", job.id(), "hv-1")).isEqualTo(Told.NEWS);

    assertThat(jobs.notify("evt-1", "video-answers", job.id(), "hv-1")).isEqualTo(Told.REPEATED);
    assertThat(REDIS.queue("video-answers")).hasSize(1);
  }

  @Test
  void aRequestIsNotHeldUpByItsOwnFirstAttempt() {
    line.cutNextAnswerTo("request:key");

    Known known = new Idempotency(far).begin("key", "body", "v_1");

    assertThat(known).isEqualTo(new Known("new", "v_1"));
    assertThat(new Idempotency(far).begin("key", "body", "v_2").state()).isEqualTo("busy");
  }
}
