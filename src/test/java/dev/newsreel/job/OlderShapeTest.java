package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.SharedRedis;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.client.codec.StringCodec;

/** Jobs outlive the program that stored them. */
class OlderShapeTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final String ID = "v_01kapbc000abcdefghjkmnpq00";

  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", new TestClock());

  private static String sample() throws IOException {
    try (InputStream in = OlderShapeTest.class.getResourceAsStream("/job/older-shape.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void isReadWithoutTheFieldsThatCameLaterAndDespiteThoseThatAreGone() throws IOException {
    VideoJob job = StoredJob.read(sample(), "The text.");

    assertThat(job.status()).isEqualTo(Status.CAPTIONING);
    assertThat(job.article().text()).isEqualTo("The text.");
    assertThat(job.options().feed()).isEqualTo("city");
    assertThat(job.heygen().videoId()).isEqualTo("hv-1");
    assertThat(job.submagic().lastOrder().revoked()).isFalse();
    assertThat(job.wake()).isEqualTo(Wake.now("captions"));
    assertThat(job.attempts()).isEqualTo(Attempts.NONE);
    assertThat(job.script()).isNull();
    assertThat(job.updatedAt()).isNull();
  }

  @Test
  void goesOnFromWhereItWas() throws IOException {
    Map<String, String> stored = Map.of("v", "7", "op", "old", "data", sample(), "text", "T.");
    REDIS.get().client().getMap(new Partition(0).job(ID), StringCodec.INSTANCE).putAll(stored);
    VideoJob job = jobs.find(ID).orElseThrow();

    VideoJob saved = jobs.save(Change.keeping(job, job.advance(Status.PUBLISHING), "completed"));

    assertThat(jobs.find(ID)).contains(saved);
    assertThat(saved.version()).isEqualTo(8);
    assertThat(REDIS.queue("publish")).containsExactly(Map.of("key", ID));
  }
}
