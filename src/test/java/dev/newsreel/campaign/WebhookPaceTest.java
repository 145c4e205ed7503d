package dev.newsreel.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.e2e.NewsreelProcess;
import dev.newsreel.e2e.TestSandbox;
import dev.newsreel.e2e.Web;
import dev.newsreel.job.WebhookSecret;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How fast webhooks are answered. A node of its own process takes genuine webhooks of HeyGen, each
 * about a job and new, at a pace that the clock gives: a slow answer delays no later call, and a
 * call's time counts from when it was due. Redis writes every command to its disk before it answers
 * ({@code appendfsync always}). System properties: {@code pace.per-second} (200), {@code
 * pace.seconds} (25), {@code pace.idle} (0: how many silent connections are open meanwhile).
 */
@Tag("campaign")
class WebhookPaceTest {

  private static final int PER_SECOND = Integer.getInteger("pace.per-second", 200);
  private static final int SECONDS = Integer.getInteger("pace.seconds", 25);
  private static final int IDLE = Integer.getInteger("pace.idle", 0);
  private static final int JOBS = 50;
  private static final int WARM_UP = 10;
  private static final Duration START = Duration.ofMinutes(1);

  private RedisServer redis;
  private TestSandbox providers;
  private NewsreelProcess node;
  private URI home;

  @BeforeEach
  void start() throws Exception {
    redis = RedisServer.running();
    // Renders last for ever, so that jobs wait for the webhooks that we send.
    providers = TestSandbox.start("heygen.render", "1h", "heygen.slots", "100");
    int port = Web.freePort();
    home = URI.create("http://127.0.0.1:" + port);
    Map<String, String> settings = providers.environment();
    settings.put("PORT", Integer.toString(port));
    settings.put("MANAGEMENT_PORT", Integer.toString(Web.freePort()));
    settings.put("REDIS_URL", redis.url());
    settings.put("HEYGEN_SLOTS", "100");
    settings.put("REQUEST_HEAD_TIMEOUT", "10m");
    node = NewsreelProcess.start(NewsreelProcess.directory(), settings);
  }

  @AfterEach
  void stop() {
    node.close();
    providers.close();
    redis.close();
  }

  @Test
  void webhooksAreAnsweredWithinFiftyMilliseconds() throws Exception {
    List<String> jobs = new ArrayList<>();
    await()
        .ignoreExceptions()
        .atMost(START)
        .until(() -> Web.get(home.resolve("/webhooks/heygen")).status() == 200);
    for (int i = 0; i < JOBS; i++) {
      jobs.add(post(i));
    }
    try (PacedWebhooks paced = new PacedWebhooks(home, secret(), jobs);
        SilentCrowd crowd = new SilentCrowd(home, IDLE)) {
      paced.send(PER_SECOND, WARM_UP);
      PacedWebhooks.Times times = paced.send(PER_SECOND, SECONDS);
      System.out.printf(
          "%d webhooks at %d/s, %d silent connections: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
          times.count(), PER_SECOND, crowd.size(), times.at(0.5), times.at(0.99), times.at(1));

      assertThat(times.failed()).isZero();
    }
  }

  private String post(int number) {
    String body =
        "{\"article\":{\"title\":\"Pace %1$d\",\"content\":\"The clock of the town hall strikes %1$d.\"}}"
            .formatted(number);
    return Web.postJson(home.resolve("/api/v1/videos"), body).json().path("id").asText();
  }

  private String secret() {
    try (Redis store = Redis.connect(redis.url(), 1)) {
      WebhookSecret secret = new WebhookSecret(store);
      await().until(() -> secret.get().isPresent());
      return secret.get().orElseThrow();
    }
  }
}
