package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.SharedRedis;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was paid is kept, whatever became of its job meanwhile. */
class LateAnswersTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", new TestClock());
  private JoinNode node;
  private VideoJob job;

  @BeforeEach
  void start() throws Exception {
    node = new JoinNode(jobs);
    job = SampleJobs.videoOrdered(jobs);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private VideoJob stop(Status ending, String code) {
    Failure why = new Failure(code, "No", Status.RENDERING, null, null, null, jobs.now());
    return jobs.save(Change.keeping(job, job.stop(ending, why), ending.text()));
  }

  private VideoJob stored() {
    return jobs.find(job.id()).orElseThrow();
  }

  @Test
  void takeAJobBackThatOnlyGaveUpForTheTime() {
    stop(Status.FAILED, Waiting.SILENT);

    node.answer(job.id());

    assertThat(stored().status()).isEqualTo(Status.CAPTIONING);
    assertThat(stored().failure()).isNull();
    assertThat(stored().heygen().url()).isEqualTo(SampleJobs.VIDEO);
    assertThat(REDIS.queue("captions")).containsExactly(Map.of("key", job.id()));
    assertThat(REDIS.due()).as("it does not retire").isEmpty();
    assertThat(node.failures).isEmpty();
  }

  @Test
  void takeAJobBackThatIsHeldBecauseItsOrderIsUnknown() {
    stop(Status.HELD, "heygen_down");

    node.answer(job.id());

    assertThat(stored().status()).isEqualTo(Status.CAPTIONING);
    assertThat(stored().failure()).isNull();
    assertThat(REDIS.queue("captions")).containsExactly(Map.of("key", job.id()));
    assertThat(node.failures).isEmpty();
  }

  @Test
  void areKeptWithACancelledJobThatStaysCancelled() {
    stop(Status.CANCELLED, "cancelled");

    node.answer(job.id());

    assertThat(stored().status()).isEqualTo(Status.CANCELLED);
    assertThat(stored().failure().code()).isEqualTo("cancelled");
    assertThat(stored().heygen().url()).isEqualTo(SampleJobs.VIDEO);
    assertThat(stored().costUsd()).isGreaterThan(job.costUsd());
    assertThat(REDIS.queue("captions")).isEmpty();
    assertThat(REDIS.due()).containsOnlyKeys("retire|" + job.id(), "video-answers|" + job.id());
    assertThat(node.failures).isEmpty();
  }

  @Test
  void changeNothingWhenTheJobFailedForAnotherReason() {
    VideoJob failed = stop(Status.FAILED, "heygen_refused");

    node.answer(job.id());

    assertThat(stored()).isEqualTo(failed);
    assertThat(REDIS.queue("captions")).isEmpty();
    assertThat(node.failures).isEmpty();
  }
}
