package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.access.ApiKeys;
import dev.newsreel.access.Scope;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in as soon as there is a key. */
class AccessTest {

  private static final String ARTICLE =
      "{\"article\": {\"title\": \"A door\", \"content\": \"It opens to those who have a key.\"}}";

  private static TestSandbox providers;
  private static RunningNewsreel node;

  private static final Map<String, String> TEXTS = new HashMap<>();

  private static Redis redis;
  private static ApiKeys keys;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
    node = RunningNewsreel.start(providers, "rate-limit.per-minute", "2");
    redis = Redis.connect(TestRedis.url(), 1);
    keys = new ApiKeys(redis, Clock.systemUTC());
    make();
  }

  // All at once, because the node learns of them only every two seconds.
  private static void make() {
    for (Scope scope : Scope.values()) {
      TEXTS.put(scope.name(), keys.create("test", EnumSet.of(scope)).text());
    }
    for (String name : List.of("gone", "stays", "often")) {
      EnumSet<Scope> scopes = EnumSet.of(Scope.READ, Scope.TRIGGER);
      TEXTS.put(name, keys.create(name, scopes).text());
    }
    awaitStatus("GET", "/api/v1/videos", 401);
  }

  @AfterAll
  static void stop() {
    redis.close();
    node.close();
    providers.close();
  }

  private static URI at(String path) {
    return node.api().url(path);
  }

  private static Web.Reply call(String method, String path, String... headers) {
    byte[] body = method.equals("POST") ? ARTICLE.getBytes(StandardCharsets.UTF_8) : new byte[0];
    List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
    all.addAll(List.of(headers));
    return Web.call(method, at(path), body, all.toArray(String[]::new));
  }

  private static void awaitStatus(String method, String path, int status, String... headers) {
    await().until(() -> call(method, path, headers).status() == status);
  }

  @Test
  void aKeyIsTakenInEitherHeader() {
    String key = TEXTS.get("READ");

    assertThat(call("GET", "/api/v1/videos", "Authorization", "Bearer " + key).status())
        .isEqualTo(200);
    assertThat(call("GET", "/api/v1/videos", "X-API-Key", key).status()).isEqualTo(200);
  }

  @Test
  void withoutAKeyTheAnswerSaysHowToSendOne() {
    Web.Reply reply = call("GET", "/api/v1/videos");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(reply.json().path("code").asText()).isEqualTo("api_key_needed");
    assertThat(call("GET", "/api/v1/nothing").status()).isEqualTo(401);
    assertThat(call("GET", "/api/v1/../v1/videos").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "READ, GET, /api/v1/videos, 200",
    "READ, POST, /api/v1/videos, 403",
    "READ, POST, /api/v1/videos/v_1/cancel, 403",
    "TRIGGER, GET, /api/v1/videos, 403",
    "TRIGGER, POST, /api/v1/videos, 202",
    "TRIGGER, POST, /api/v1/videos/v_1/cancel, 403",
    "OPERATE, POST, /api/v1/videos, 403",
    "OPERATE, POST, /api/v1/videos/, 403",
    "OPERATE, POST, /api/v1/videos/v_1/cancel, 404"
  })
  void aScopeAllowsWhatItSays(String scope, String method, String path, int status) {
    assertThat(call(method, path, "X-API-Key", TEXTS.get(scope)).status()).isEqualTo(status);
  }

  @Test
  void aRevokedKeyIsRefusedWhileOthersGoOn() {
    String gone = TEXTS.get("gone");
    awaitStatus("GET", "/api/v1/videos", 200, "X-API-Key", gone);

    keys.all().stream()
        .filter(key -> key.name().equals("gone"))
        .forEach(key -> keys.revoke(key.id()));

    awaitStatus("GET", "/api/v1/videos", 401, "X-API-Key", gone);
    assertThat(call("GET", "/api/v1/videos", "X-API-Key", TEXTS.get("stays")).status())
        .isEqualTo(200);
  }

  @Test
  void aKeyMayAskForVideosOnlySoOften() {
    String[] header = {"X-API-Key", TEXTS.get("often")};
    call("POST", "/api/v1/videos?dry_run=true", header);
    call("POST", "/api/v1/videos", header);
    call("POST", "/api/v1/videos", header);

    Web.Reply third = call("POST", "/api/v1/videos", header);

    assertThat(third.status()).isEqualTo(429);
    assertThat(third.json().path("code").asText()).isEqualTo("rate_limited");
    assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(1, 60);
    assertThat(call("GET", "/api/v1/videos", header).status()).isEqualTo(200);
    assertThat(call("POST", "/api/v1/videos?dry_run=true", header).status()).isNotEqualTo(429);
    assertThat(call("POST", "/api/v1/videos?dry_run=true", header).status()).isEqualTo(429);
  }

  @Test
  void webhooksNeedNoKey() {
    assertThat(call("GET", "/webhooks/heygen").status()).isEqualTo(200);
    assertThat(call("GET", "/relay/nothing.mp4").status()).isNotEqualTo(401);
  }
}
