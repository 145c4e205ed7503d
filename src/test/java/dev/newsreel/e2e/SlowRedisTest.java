package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.redis.FaultyLine;
import dev.newsreel.redis.RedisServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Redis answers late, or too late to be heard. */
class SlowRedisTest {

  private static RedisServer server;
  private static FaultyLine line;
  private static TestSandbox providers;
  private static RunningNewsreel node;

  @BeforeAll
  static void start() throws IOException {
    server = RedisServer.running();
    line = new FaultyLine(server.url());
    providers = TestSandbox.start();
    node = RunningNewsreel.on(line.url(), providers);
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
    line.close();
    providers.close();
    server.close();
  }

  @Test
  void aSlowOneMakesTheSameVideoLater() {
    line.delay(Duration.ofMillis(80));

    String id = node.api().accepted();
    node.api().awaitEnd(id, "done");

    line.delay(Duration.ZERO);
    assertThat(providers.videosOf(id)).isEqualTo(1);
    assertThat(providers.projectsOf(id)).isEqualTo(1);
    assertThat(node.api().edges(id)).containsOnlyOnce("accepted", "published");
  }

  @Test
  void oneThatIsTooSlowToBeHeardMakesNothingAndTheAuditTrailSaysSo() {
    int before = node.api().videos().size();
    line.delay(Duration.ofMillis(1700));

    Web.Reply unheard = node.api().postArticle();
    line.delay(Duration.ZERO);

    assertThat(unheard.status()).as(unheard.text()).isEqualTo(503);
    await().ignoreExceptions().until(() -> node.api().videos().size() == before);
    await()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              JsonNode last = Web.get(node.api().url("/api/v1/audit?limit=1")).json();
              assertThat(last.at("/entries/0/outcome/status").asInt()).isEqualTo(503);
            });
    node.api().awaitEnd(node.api().accepted(), "done");
    assertThat(node.api().videos()).hasSize(before + 1);
  }
}
