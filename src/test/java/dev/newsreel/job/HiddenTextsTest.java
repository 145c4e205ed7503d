package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.SharedRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What others say is stored without secrets. */
class HiddenTextsTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", new TestClock());

  @Test
  void inFailuresAttemptsAndTheHistory() {
    jobs.hide(text -> text == null ? null : text.replace("planted", "***"));
    VideoJob job = SampleJobs.rendering(jobs);
    Failure why =
        new Failure("refused", "no planted", Status.RENDERING, "heygen", "planted", "Go", null);
    VideoJob failed =
        job.stop(Status.FAILED, why)
            .with(d -> d.attempts = Attempts.NONE.another("planted", jobs.now()));

    jobs.save(new Change(job, failed, Event.of("failed").because("refused: planted"), null));

    VideoJob stored = jobs.find(job.id()).orElseThrow();
    assertThat(stored.failure().message()).isEqualTo("no ***");
    assertThat(stored.failure().providerCode()).isEqualTo("***");
    assertThat(stored.attempts().cause()).isEqualTo("***");
    assertThat(new JobIndex(REDIS.get()).history(job.id()))
        .last()
        .satisfies(line -> assertThat(line.cause()).isEqualTo("refused: ***"));
  }
}
