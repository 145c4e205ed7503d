package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.Patience;
import dev.newsreel.job.Json;
import dev.newsreel.redis.TestRedis;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Secrets are planted wherever Newsreel gets any, jobs succeed and fail at each provider, and all
 * that the program writes and sends is searched for them.
 */
@Tag("process")
class SecretsStayInsideTest {

  private static final String KEY = "nr_0123456789ab_" + "planted".repeat(6) + "7";
  private static final List<String> READ =
      List.of(
          "videos?limit=50",
          "capacity",
          "feeds",
          "spend",
          "webhooks",
          "avatars",
          "audit",
          "openapi.json");

  private final Ingest told = Ingest.start();
  private final List<String> shown = new ArrayList<>();
  private TestSandbox sandbox;
  private EchoingProviders providers;
  private Path directory;
  private NewsreelProcess process;
  private String management;
  private Api api;

  @BeforeEach
  void start() {
    TestRedis.empty().close();
    sandbox = TestSandbox.start();
    providers = new EchoingProviders(sandbox.url(""));
    directory = NewsreelProcess.directory();
    int port = Web.freePort();
    management = "http://127.0.0.1:" + Web.freePort();
    process = NewsreelProcess.start(directory, settings(port));
    api = new Api(URI.create("http://127.0.0.1:" + port));
    process.awaitReady(api);
  }

  private Map<String, String> settings(int port) {
    Map<String, String> settings = sandbox.environment();
    settings.put("OPENAI_BASE_URL", providers.url("/openai/v1"));
    settings.put("HEYGEN_BASE_URL", providers.url("/heygen"));
    settings.put("SUBMAGIC_BASE_URL", providers.url("/submagic"));
    for (String provider : List.of("OPENAI", "HEYGEN", "SUBMAGIC")) {
      settings.put(provider + "_API_KEY", "planted-" + provider + "-key");
    }
    settings.put("OTLP_HEADERS", "x-team=planted-otlp-header");
    settings.put("OTLP_ENDPOINT", told.url("/v1/traces").toString());
    settings.put("SENTRY_DSN", told.url("/1").toString().replace("//", "//planteddsn@"));
    settings.put("REDIS_URL", TestRedis.url());
    settings.put("PORT", Integer.toString(port));
    settings.put("MANAGEMENT_PORT", management.substring(management.lastIndexOf(':') + 1));
    settings.put("LOG_LEVEL", "TRACE");
    settings.put("LOG_FORMAT", "json");
    settings.put("NOTIFY_ATTEMPTS", "2");
    settings.put("RATE_LIMIT_ENABLED", "false");
    settings.put("HEYGEN_WEBHOOK_CHECK", "300ms");
    settings.put("RECONCILE_AFTER", "1s");
    settings.put("RETRY_FIRST", "50ms");
    settings.put("EGRESS_ALLOW", "127.0.0.1");
    return settings;
  }

  @AfterEach
  void stop() throws IOException {
    process.close();
    providers.close();
    sandbox.close();
    told.close();
    NewsreelProcess.clean(directory);
  }

  @Test
  void whateverFailsAndWhateverIsRepeatedByProviders() {
    String done = awaitEnd(accepted("good"));
    String unwritten = endedWhile("openai");
    String unrendered = endedWhile("heygen");
    String uncaptioned = endedWhile("submagic");
    providers.refuse("heygen", 401);
    String waiting = accepted("shut");
    await().atMost(LONGEST).until(() -> api.edges(waiting).contains("waiting"));
    readAll(waiting);
    await().atMost(LONGEST).until(() -> reports().size() >= 4);
    process.close();

    assertThat(List.of(done, unwritten, unrendered, uncaptioned))
        .containsExactly("done", "held", "failed", "failed");
    assertLogLines();
    assertReports();
    assertThat(told.spans()).as("spans").hasSizeGreaterThan(10);
    assertThat(providers.tokens()).as("tokens of links").isNotEmpty();
    assertNothingLeaks();
  }

  private static final Duration LONGEST = Patience.LONG;

  private String endedWhile(String provider) {
    providers.refuse(provider, 400);
    String status = awaitEnd(accepted(provider));
    providers.refuse("none", 0);
    return status;
  }

  private String accepted(String name) {
    var body = Json.MAPPER.createObjectNode();
    body.put("notify_url", providers.url("/unknown?token=planted-notify-token"));
    body.putObject("article")
        .put("title", "Bridge " + name)
        .put("content", name + " bridges were opened over the river this morning. ".repeat(8))
        .put("url", "https://user:planted-userinfo@news.example/" + name);
    byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
    URI url = api.url("/api/v1/videos");
    return Web.call(
            "POST",
            url,
            bytes,
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + KEY)
        .json()
        .path("id")
        .asText();
  }

  private String awaitEnd(String id) {
    JsonNode ended =
        await()
            .atMost(LONGEST)
            .until(
                () -> api.video(id),
                v -> List.of("done", "held", "failed").contains(v.path("status").asText()));
    readAll(id);
    return ended.path("status").asText();
  }

  private void readAll(String id) {
    Stream.concat(READ.stream(), Stream.of("videos/" + id, "videos/" + id + "/events"))
        .map(path -> Web.get(api.url("/api/v1/" + path)).text())
        .forEach(shown::add);
    for (String path : List.of("/observe/metrics", "/observe/health?data=true")) {
      shown.add(Web.get(URI.create(management + path)).text());
    }
  }

  private void assertLogLines() {
    List<JsonNode> lines =
        process
            .output()
            .lines()
            .map(line -> Json.tree(line.getBytes(StandardCharsets.UTF_8)))
            .toList();
    assertThat(lines).isNotEmpty().allMatch(line -> line.path("@timestamp").isTextual());
    assertThat(process.errors()).isEmpty();
  }

  private List<String> reports() {
    return told.sent().stream()
        .filter(sent -> sent.path().equals("/api/1/envelope/"))
        .map(Ingest.Sent::text)
        .filter(text -> text.contains("\"fingerprint\""))
        .toList();
  }

  private void assertReports() {
    List<String> reports = reports();
    assertThat(reports)
        .as("grouped by provider, its code and the step")
        .anyMatch(r -> r.contains("[\"openai\",\"bad_thing\",\"scripting\"]"))
        .anyMatch(r -> r.contains("[\"heygen\",\"bad_thing\",\"rendering\"]"))
        .anyMatch(r -> r.contains("[\"submagic\",\"submagic_refused\",\"captioning\"]"))
        .anyMatch(r -> r.contains("is shut"))
        .allMatch(r -> r.contains("\"environment\":\"production\""))
        .noneMatch(r -> r.contains("opened over the river"));
  }

  private void assertNothingLeaks() {
    List<String> written = new ArrayList<>(shown);
    written.add(process.output());
    written.add(process.errors());
    // The DSN's public key is what Sentry knows us by.
    told.sent().forEach(sent -> written.add(sent.text().replace("planteddsn", "")));
    assertThat(written).as("something is hidden").anyMatch(text -> text.contains("***"));
    List<String> secrets = new ArrayList<>(List.of("planted", RunningNewsreel.webhookSecret()));
    secrets.addAll(providers.tokens());
    for (String secret : secrets) {
      assertThat(written).allSatisfy(text -> assertThat(around(text, secret)).as(secret).isEmpty());
    }
  }

  private static String around(String text, String secret) {
    int at = text.indexOf(secret);
    return at < 0 ? "" : text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 200));
  }
}
