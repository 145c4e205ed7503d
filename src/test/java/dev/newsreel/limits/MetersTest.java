package dev.newsreel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Status;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.watch.Figures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetersTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = new Meters(Figures.in(registry));

  private static VideoJob failed(VideoJob job, String cause) {
    return job.with(d -> d.attempts = d.attempts.another(cause, TestClock.START));
  }

  @Test
  void countEachRetryByItsProviderAndCode() {
    VideoJob job = SampleJobs.rendering(TestJobs.store(REDIS.get(), "node-1", new TestClock()));
    VideoJob once = failed(job, "heygen_down: HeyGen answered 500");

    meters.saved(job, once);
    meters.saved(once, failed(once, "not_sent: refused"));
    meters.saved(once, once);
    VideoJob publishing = job.with(d -> d.status = Status.PUBLISHING);
    meters.saved(publishing, failed(publishing, "file_refused: 404"));

    assertThat(registry.get("heygen.retry").tag("code", "heygen_down").counter().count()).isOne();
    assertThat(registry.get("heygen.retry").tag("code", "not_sent").counter().count()).isOne();
    assertThat(registry.get("publish.retry").tag("code", "file_refused").counter().count()).isOne();
  }
}
