package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.client.codec.StringCodec;

/** A start that cannot succeed ends soon, with one sentence that says why. */
@Tag("process")
class StartFailureTest {

  private static final int SECONDS = 60;

  private Path directory;

  @BeforeEach
  void prepare() {
    directory = NewsreelProcess.directory();
  }

  @AfterEach
  void clean() throws IOException {
    NewsreelProcess.clean(directory);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PORT | eighty | port",
        "HEYGEN_TIMEOUT | soon | heygen.timeout",
        "PUBLIC_BASE_URL | http://news.example | public-base-url",
        "HOST | 0.0.0.0 | host",
        "HEYGEN_BASE_URL | http://127.0.0.1:1 | heygen.api-key",
        "SUBMAGIC_BASE_URL | http://127.0.0.1:1 | submagic.api-key",
        "EGRESS_ALLOW | 10.0.0.0/99 | egress.allow",
        "REDIS_URL | localhost:6379 | redis.url",
        "REDIS_URL | redis://127.0.0.1:1 | Redis"
      })
  void aBadSettingIsNamed(String variable, String value, String named) throws Exception {
    assertRefused(Map.of(variable, value), named);
  }

  @Test
  void aStopInTheMiddleOfAStartLeavesNothingBehind() throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("PORT", Integer.toString(Web.freePort()));
    settings.put("MANAGEMENT_PORT", Integer.toString(Web.freePort()));
    try (NewsreelProcess process = NewsreelProcess.start(directory, settings)) {
      await().pollInterval(Duration.ofMillis(10)).until(() -> isStarted(directory));

      process.terminate();

      process.awaitExit(60);
    }
    assertThat(NewsreelProcess.redisRuns(directory)).as("a Redis is left behind").isFalse();
  }

  private static boolean isStarted(Path directory) {
    try {
      return NewsreelProcess.redisRuns(directory);
    } catch (IOException e) {
      // It does not answer yet.
      return false;
    }
  }

  @Test
  void anUnknownSettingIsNamed() throws Exception {
    Files.writeString(directory.resolve("application.properties"), "heygen.timout = 3s\n");

    assertRefused(Map.of(), "heygen.timout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PORT", "MANAGEMENT_PORT"})
  void aPortInUseIsNamed(String variable) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertRefused(Map.of(variable, port), port);
    }
  }

  @Test
  void dataThatIsTooNewIsNamed() throws Exception {
    try (Redis redis = TestRedis.empty()) {
      redis.client().getBucket("newsreel:{0}:data-version", StringCodec.INSTANCE).set("999");

      assertRefused(Map.of("REDIS_URL", TestRedis.url()), "data of version 999");
    }
  }

  @Test
  void aMissingRoutesFolderIsNamed() throws Exception {
    RunningNewsreel.delete(directory.resolve("routes"));

    assertRefused(Map.of(), "routes");
  }

  @Test
  void eachFaultOfTheRoutesIsNamedWithFileAndStep() throws Exception {
    Path file = directory.resolve("routes/3-video.camel.yaml");
    String text = Files.readString(file);
    Files.writeString(
        file,
        text.replace("method: claim", "method: request")
            .replace("name: await-video", "name: wait-for-video"));

    try (NewsreelProcess process = NewsreelProcess.start(directory, Map.of())) {
      assertThat(process.awaitExit(SECONDS)).isNotZero();
      assertThat(process.errors())
          .startsWith("Newsreel cannot start: routes/ is not in order, ")
          .contains("3-video.camel.yaml:", "step claim-video: heyGen.claim must come")
          .contains("6-reconcile.camel.yaml:", "step join-found: it goes to direct await-video")
          .doesNotContain("Exception");
    }
  }

  private void assertRefused(Map<String, String> special, String named) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("PORT", Integer.toString(Web.freePort()));
    settings.put("MANAGEMENT_PORT", Integer.toString(Web.freePort()));
    settings.putAll(special);
    try (NewsreelProcess process = NewsreelProcess.start(directory, settings)) {
      int code = process.awaitExit(SECONDS);

      assertThat(code).isNotZero();
      assertThat(process.errors().lines())
          .as(process.output() + process.errors())
          .singleElement()
          .asString()
          .startsWith("Newsreel cannot start: ")
          .contains(named)
          .doesNotContain("Exception");
    }
    assertThat(NewsreelProcess.redisRuns(directory)).as("a Redis is left behind").isFalse();
  }
}
