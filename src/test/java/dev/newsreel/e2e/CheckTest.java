package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisServer;
import dev.newsreel.redis.TestRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.StringCodec;

/** The command {@code check}, as a process. */
@Tag("process")
class CheckTest {

  private static TestSandbox providers;

  private Path directory;
  private final Map<String, String> settings = new HashMap<>();

  @BeforeAll
  static void start() {
    providers = TestSandbox.start("api-key", "test-key");
  }

  @AfterAll
  static void stop() {
    providers.close();
  }

  @BeforeEach
  void prepare() {
    directory = NewsreelProcess.directory();
    settings.put("PORT", Integer.toString(Web.freePort()));
    settings.put("MANAGEMENT_PORT", Integer.toString(Web.freePort()));
    settings.putAll(providers.environment());
  }

  @AfterEach
  void clean() throws IOException {
    NewsreelProcess.clean(directory);
  }

  private JsonNode check(int code, String... more) throws Exception {
    return told(code, more).path("findings");
  }

  private JsonNode told(int code, String... more) throws Exception {
    String[] words = new String[more.length + 2];
    words[0] = "check";
    words[1] = "--json";
    System.arraycopy(more, 0, words, 2, more.length);
    try (NewsreelProcess process = NewsreelProcess.start(directory, settings, words)) {
      assertThat(process.awaitExit(60)).as(process.output() + process.errors()).isEqualTo(code);
      assertThat(process.errors()).isEmpty();
      return Json.tree(process.output().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String found(JsonNode findings, String check) {
    StringBuilder all = new StringBuilder();
    for (JsonNode finding : findings) {
      if (finding.path("check").asText().equals(check)) {
        all.append(finding.path("result").asText())
            .append(": ")
            .append(finding.path("says").asText());
      }
    }
    return all.toString();
  }

  @Test
  void aSoundSetUpEndsWith0AndNothingIsStarted() throws Exception {
    JsonNode findings = check(0);

    assertThat(found(findings, "openai")).startsWith("ok: ").contains("gpt-4o-mini");
    assertThat(found(findings, "heygen")).startsWith("ok: ").contains("USD are left");
    assertThat(found(findings, "submagic")).startsWith("ok: ");
    assertThat(found(findings, "avatar")).startsWith("ok: Abigail");
    assertThat(found(findings, "redis")).startsWith("ok: ");
    assertThat(directory.resolve("data")).doesNotExist();
    assertThat(directory.resolve("videos")).doesNotExist();
  }

  @Test
  void whatProductionMissesAndTheOwnSettingsAreShown() throws Exception {
    settings.put("PROFILE", "production");
    settings.put("HEYGEN_API_KEY", "planted-key");

    JsonNode told = told(1);

    assertThat(found(told.path("findings"), "production"))
        .contains("budget.daily-usd is not set", "the embedded Redis", "there is no API key");
    assertThat(told.path("settings").toString())
        .contains("{\"name\":\"profile\",\"value\":\"production\",\"source\":\"PROFILE in the env")
        .contains("{\"name\":\"heygen.api-key\",\"value\":\"***\"")
        .doesNotContain("data.dir");
    assertThat(told.toString()).doesNotContain("planted");
  }

  @Test
  void wrongKeysAreNamedAndNeverShown() throws Exception {
    for (String provider : new String[] {"OPENAI", "HEYGEN", "SUBMAGIC"}) {
      settings.put(provider + "_API_KEY", "wrong-" + provider);
    }

    JsonNode findings = check(1);

    for (String provider : new String[] {"openai", "heygen", "submagic"}) {
      assertThat(found(findings, provider)).isEqualTo("failed: the key is refused (401)");
    }
    assertThat(findings.toString()).doesNotContain("wrong-");
  }

  @Test
  void everyBadSettingIsNamedWithItsPlace() throws Exception {
    settings.put("HEYGEN_TIMEOUT", "soon");
    Files.writeString(directory.resolve("application.properties"), "port = eighty\nfoo = 1\n");
    settings.remove("PORT");

    JsonNode findings = check(1);

    assertThat(found(findings, "settings"))
        .contains("heygen.timeout", "(from the environment)")
        .contains("port (PORT)", "foo is not a setting", "(from application.properties)");
  }

  @Test
  void whatIsMissingOrTakenIsTold() throws Exception {
    Files.writeString(
        directory.resolve("routes/feeds.camel.yaml"),
        """
        - beans:
            - name: typo
              type: dev.newsreel.intake.Feed
              properties:
                url: "gopher://a.example/feed"
                colour: red
            - name: courier
              type: dev.newsreel.intake.Feed
              properties:
                url: "%s"
                every: 1h
        """
            .formatted(providers.url("/feed.xml")));
    Files.writeString(directory.resolve("routes/9-bad.camel.yaml"), "- route: [");
    settings.put("HEYGEN_AVATAR_ID", "Nobody");
    settings.put("REDIS_URL", "redis://127.0.0.1:1");
    settings.put("PUBLIC_BASE_URL", "http://127.0.0.1:1");
    settings.put("MANAGEMENT_PORT", Integer.toString(providers.url("").getPort()));

    JsonNode findings = check(1, "--feeds");

    assertThat(found(findings, "feeds")).contains("typo", "colour", "url");
    assertThat(found(findings, "feed courier")).startsWith("ok: ").contains("entries");
    assertThat(found(findings, "routes")).startsWith("failed: ").contains("9-bad.camel.yaml");
    assertThat(found(findings, "avatar")).startsWith("failed: ");
    assertThat(found(findings, "redis")).startsWith("failed: ");
    assertThat(found(findings, "management-port")).startsWith("failed: ").contains("in use");
    assertThat(found(findings, "public-base-url")).startsWith("warning: ");
  }

  @Test
  void dataThatIsTooNewIsAFaultAndStaysAsItIs() throws Exception {
    settings.put("REDIS_URL", TestRedis.url());
    try (Redis redis = TestRedis.empty()) {
      var noted =
          redis.client().<String>getBucket("newsreel:{0}:data-version", StringCodec.INSTANCE);
      noted.set("999");

      assertThat(found(check(1), "data")).startsWith("failed: ").contains("999");
      assertThat(noted.get()).isEqualTo("999");
    }
  }

  @Test
  void aRunningNewsreelIsNotDisturbedAndNoFault() throws Exception {
    try (RedisServer redis = RedisServer.running("--appendfsync", "everysec")) {
      settings.put("REDIS_URL", redis.url());
      try (NewsreelProcess node = NewsreelProcess.start(directory, settings)) {
        Api api = new Api(java.net.URI.create("http://127.0.0.1:" + settings.get("PORT")));
        node.awaitReady(api);
        Path log = directory.resolve("out.log");
        int before = Files.readString(log).length();

        try (NewsreelProcess check = NewsreelProcess.start(directory, settings, "check")) {
          assertThat(check.awaitExit(60)).as(check.output()).isZero();
        }

        String told = Files.readString(log).substring(before);
        assertThat(told).contains("Newsreel runs at " + settings.get("PORT"));
        assertThat(told).contains("Newsreel runs at " + settings.get("MANAGEMENT_PORT"));
        assertThat(told).contains("warning", "appendfsync", "0 failed", "it is of version 1");
        assertThat(node.isAlive()).isTrue();
      }
    }
  }
}
