package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.job.Article;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Options;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.redis.TestRedis;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.client.codec.StringCodec;

/** A node whose Redis holds jobs and queues of a newer release leaves them to its nodes. */
@Tag("campaign")
class NewerJobsTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Partition HOME = new Partition(0);

  private TestSandbox providers;
  private String id;

  @BeforeEach
  void store() {
    providers = TestSandbox.start();
    JobStore jobs =
        new JobStore(
            REDIS.get(), "newer", Clock.systemUTC(), Duration.ofDays(30), (before, after) -> {});
    Article article = new Article("Ferries", "The ferries sail.", null, null, null, null);
    id = jobs.newId("a");
    jobs.accept(VideoJob.accept(id, article, Options.NONE, Instant.now()), Map.of());
  }

  @AfterEach
  void stop() {
    providers.close();
  }

  private void rewrite(String from, String to) {
    var job = REDIS.get().client().<String, String>getMap(HOME.job(id), StringCodec.INSTANCE);
    assertThat(job.get("data")).contains(from);
    job.put("data", job.get("data").replace(from, to));
  }

  private Map<String, String> job() {
    return REDIS.hash(HOME.job(id));
  }

  @Test
  void aJobWithAnUnknownStatusIsLeftUntilANewerNodeTakesIt() {
    rewrite("\"status\":\"queued\"", "\"status\":\"translating\"");
    Map<String, String> before = job();
    try (RunningNewsreel node = RunningNewsreel.join(providers)) {
      await().until(() -> node.metrics().contains("outcome=\"left\",queue=\"script\"} 1"));

      assertThat(job()).isEqualTo(before);
      assertThat(REDIS.queue("script")).containsExactly(Map.of("key", id));
      assertRefused(Web.get(node.api().url("/api/v1/videos/" + id)));
      assertRefused(node.api().act(id, "cancel"));
      assertThat(Web.get(node.api().url("/api/v1/videos")).status()).isEqualTo(200);
      assertThat(node.api().videos()).isEmpty();
      node.api().awaitEnd(node.api().accepted(), "done");
      assertThat(job()).isEqualTo(before);

      // As far as the rest of the way is concerned, this is what a newer node does.
      rewrite("\"status\":\"translating\"", "\"status\":\"queued\"");
      node.api().awaitEnd(id, "done");
      assertThat(providers.videosOf(id)).isEqualTo(1);
    }
  }

  private static void assertRefused(Web.Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(503);
    assertThat(reply.json().path("code").asText()).isEqualTo("newer_release");
  }

  @Test
  void aNodeEndsWhenTheVersionIsRaisedAndItsWorkStaysForANewerOne() throws Exception {
    Map<String, String> before = job();
    REDIS.get().client().getKeys().delete(HOME.queue("script"));
    Path directory = NewsreelProcess.directory();
    Map<String, String> settings = providers.environment();
    settings.put("REDIS_URL", TestRedis.url());
    settings.put("PORT", Integer.toString(Web.freePort()));
    settings.put("MANAGEMENT_PORT", Integer.toString(Web.freePort()));
    try (NewsreelProcess node = NewsreelProcess.start(directory, settings)) {
      node.awaitReady(new Api(URI.create("http://127.0.0.1:" + settings.get("PORT"))));

      REDIS.get().client().getBucket(HOME.key("data-version"), StringCodec.INSTANCE).set("999");

      assertThat(node.awaitExit(60)).isEqualTo(1);
      assertThat(node.output()).containsOnlyOnce("Newsreel ends: Redis holds data of version 999");
      assertThat(job()).isEqualTo(before);
    } finally {
      NewsreelProcess.clean(directory);
    }
  }

  @Test
  void aQueueThatIsUnknownKeepsWhatIsPutIntoIt() {
    rewrite("\"queue\":\"script\"", "\"queue\":\"translate\"");
    REDIS.get().client().getKeys().delete(HOME.queue("script"));
    REDIS.stream(HOME.queue("translate"))
        .add(StreamAddArgs.entries(Map.of("key", "v_other", "form", "2")));
    REDIS
        .get()
        .client()
        .getScoredSortedSet(HOME.due(), StringCodec.INSTANCE)
        .add(1, Partition.dueMember("translate", id));
    Map<String, String> before = job();

    try (RunningNewsreel node = RunningNewsreel.join(providers)) {
      await().until(() -> REDIS.queue("translate").size() == 2);
      node.api().awaitEnd(node.api().accepted(), "done");

      assertThat(REDIS.queue("translate"))
          .isEqualTo(List.of(Map.of("key", "v_other", "form", "2"), Map.of("key", id)));
      assertThat(job()).isEqualTo(before);
      assertThat(node.api().act(id, "cancel").status()).isEqualTo(200);
    }
  }
}
