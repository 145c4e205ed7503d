package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.redis.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Live, ready and degraded are three things, and each says why. */
class HealthTest {

  private static RedisServer server;
  private static TestSandbox providers;
  private static RunningNewsreel node;

  @BeforeAll
  static void start() throws IOException {
    server = RedisServer.running();
    providers = TestSandbox.start();
    node = RunningNewsreel.on(server.url(), providers, "watch.patience", "60s");
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
    server.close();
  }

  @BeforeEach
  void isGood() {
    server.start();
    providers.clearFaults();
    awaitState(state -> state.path("state").asText().equals("good"));
  }

  private static JsonNode check(String part, String name) {
    for (JsonNode check : node.health(part + "?data=true").json().path("checks")) {
      if (check.path("name").asText().equals(name)) {
        return check;
      }
    }
    throw new AssertionError(name + " is not in " + node.health(part + "?data=true").text());
  }

  private static JsonNode awaitState(Predicate<JsonNode> wanted) {
    return await()
        .pollInterval(Duration.ofMillis(100))
        .until(() -> check("", "state").path("data"), wanted);
  }

  @Test
  void aNodeThatRunsIsLiveAndReadyAndGood() {
    assertThat(node.health("/live").status()).isEqualTo(200);
    assertThat(node.health("/ready").status()).isEqualTo(200);
    assertThat(check("/live", "loops").path("data").path("turning").asInt()).isGreaterThan(20);
    assertThat(check("/ready", "started").path("status").asText()).isEqualTo("UP");
    assertThat(node.health("/live").text()).doesNotContain("\"redis\"");
  }

  @Test
  void withoutRedisItIsLiveButNotReadyAndAnswersSoon() {
    server.signal("STOP");
    await().until(() -> node.health("/ready").status() == 503);
    long begun = System.nanoTime();

    Web.Reply ready = node.health("/ready?data=true");
    Web.Reply live = node.health("/live");

    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    server.signal("CONT");
    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.text()).contains("Redis cannot be written to");
    assertThat(live.status()).as(live.text()).isEqualTo(200);
    assertThat(took).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void aProviderThatRefusesAllWorkIsADegradedStateAndNoMore() {
    providers.fault("{'provider':'heygen','call':'create','kind':'status','status':402}");
    node.api().accepted();

    JsonNode state = awaitState(told -> told.has("providers"));

    assertThat(state.path("state").asText()).isEqualTo("degraded");
    assertThat(state.path("providers").asText()).contains("heygen: ");
    assertThat(node.health("/ready").status()).isEqualTo(200);
    assertThat(node.metrics()).contains("health_degraded{part=\"providers\"} 1.0");
  }

  @Test
  void aRedisThatCouldLoseJobsIsADegradedState() {
    server.ask("CONFIG SET maxmemory-policy allkeys-lru");

    JsonNode state = awaitState(told -> told.has("redis"));

    server.ask("CONFIG SET maxmemory-policy noeviction");
    assertThat(state.path("redis").asText()).contains("maxmemory-policy noeviction");
    assertThat(node.health("/ready").status()).isEqualTo(200);
  }
}
