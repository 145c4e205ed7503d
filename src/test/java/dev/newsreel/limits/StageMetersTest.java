package dev.newsreel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Change;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Render;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.watch.Figures;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stage takes the provider's time and our own, and together they are the whole. */
class StageMetersTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Duration QUEUE = Duration.ofMinutes(3);
  private static final Duration RENDER = Duration.ofMinutes(20);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final StageMeters meters = new StageMeters(Figures.in(registry));
  private final TestClock clock = new TestClock();
  private final JobStore jobs =
      new JobStore(REDIS.get(), "node-1", clock, Duration.ofDays(30), meters::saved);

  private double seconds(String stage, String part) {
    Timer timer =
        registry.get("video.stage.duration").tag("stage", stage).tag("part", part).timer();
    assertThat(timer.count()).isOne();
    return timer.totalTime(TimeUnit.SECONDS);
  }

  @Test
  void theTimeInTheQueueIsOurOwnAndTheRenderIsTheProviders() {
    VideoJob ready = SampleJobs.rendering(jobs);
    clock.advance(QUEUE);
    VideoJob ordered =
        jobs.save(
            Change.keeping(
                ready,
                ready.with(
                    d -> {
                      d.step = Step.ORDERED;
                      d.heygen =
                          new Render(1, clock.instant(), "hv-1", clock.instant(), null, null, null);
                    }),
                "ordered"));
    clock.advance(RENDER);

    jobs.save(Change.keeping(ordered, ordered.advance(Status.CAPTIONING), "completed"));

    assertThat(seconds("render", "provider")).isEqualTo((double) RENDER.toSeconds());
    assertThat(seconds("render", "own")).isEqualTo((double) QUEUE.toSeconds());
    assertThat(seconds("render", "whole")).isEqualTo((double) QUEUE.plus(RENDER).toSeconds());
  }

  @Test
  void queuedAndScriptingAreOneStage() {
    VideoJob queued = SampleJobs.queued(jobs);
    clock.advance(QUEUE);
    VideoJob scripting =
        jobs.save(
            Change.keeping(
                queued,
                queued.with(
                    d -> {
                      d.status = Status.SCRIPTING;
                      d.step = Step.CLAIMED;
                    }),
                "writing"));
    clock.advance(Duration.ofSeconds(7));

    jobs.save(Change.keeping(scripting, scripting.advance(Status.RENDERING), "script written"));

    assertThat(seconds("script", "provider")).isEqualTo(7);
    assertThat(seconds("script", "own")).isEqualTo((double) QUEUE.toSeconds());
  }
}
