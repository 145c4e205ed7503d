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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in: everyone of this machine before there is a key, and then who has one. */
class AccessTest {

  private static final String ARTICLE =
      "{\"article\": {\"title\": \"A door\", \"content\": \"It opens to those who have a key.\"}}";

  private static TestSandbox providers;
  private static RunningNewsreel node;

  private Redis redis;
  private ApiKeys keys;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
    node = RunningNewsreel.start(providers, "rate-limit.per-minute", "2");
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
  }

  @BeforeEach
  void connect() {
    redis = Redis.connect(TestRedis.url(), 1);
    keys = new ApiKeys(redis, Clock.systemUTC());
  }

  @AfterEach
  void openAgain() {
    keys.all().forEach(key -> keys.revoke(key.id()));
    awaitStatus("GET", "/api/v1/videos", 200);
    redis.close();
  }

  private static URI at(String path) {
    return node.api().url(path);
  }

  private static Web.Reply call(String method, String path, String... headers) {
    byte[] body = method.equals("POST") ? ARTICLE.getBytes(StandardCharsets.UTF_8) : new byte[0];
    List<String> all = new java.util.ArrayList<>(List.of("Content-Type", "application/json"));
    all.addAll(List.of(headers));
    return Web.call(method, at(path), body, all.toArray(String[]::new));
  }

  private static void awaitStatus(String method, String path, int status, String... headers) {
    await().until(() -> call(method, path, headers).status() == status);
  }

  private String key(Set<Scope> scopes) {
    String text = keys.create("test", scopes).text();
    awaitStatus("GET", "/api/v1/videos", 401);
    return text;
  }

  @Test
  void withoutKeysThisMachineIsLetIn() {
    assertThat(call("GET", "/api/v1/videos").status()).isEqualTo(200);
    assertThat(call("POST", "/api/v1/videos").status()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Forwarded-For, 203.0.113.7",
    "Forwarded, for=203.0.113.7",
    "Via, 1.1 proxy",
    "X-Real-IP, 203.0.113.7"
  })
  void withoutKeysNobodyComesThroughAProxy(String header, String value) {
    Web.Reply reply = call("POST", "/api/v1/videos", header, value);

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.json().path("code").asText()).isEqualTo("api_key_needed");
  }

  @Test
  void aKeyIsTakenInEitherHeader() {
    String key = key(EnumSet.of(Scope.READ));

    assertThat(call("GET", "/api/v1/videos", "Authorization", "Bearer " + key).status())
        .isEqualTo(200);
    assertThat(call("GET", "/api/v1/videos", "X-API-Key", key).status()).isEqualTo(200);
  }

  @Test
  void withoutAKeyTheAnswerSaysHowToSendOne() {
    key(EnumSet.of(Scope.READ));

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
  void aScopeAllowsWhatItSays(Scope scope, String method, String path, int status) {
    String key = key(EnumSet.of(scope));

    assertThat(call(method, path, "X-API-Key", key).status()).isEqualTo(status);
  }

  @Test
  void aRevokedKeyIsRefusedWhileOthersGoOn() {
    String gone = key(EnumSet.of(Scope.READ));
    String id = keys.all().get(keys.all().size() - 1).id();
    String stays = keys.create("stays", EnumSet.of(Scope.READ)).text();

    keys.revoke(id);

    awaitStatus("GET", "/api/v1/videos", 401, "X-API-Key", gone);
    awaitStatus("GET", "/api/v1/videos", 200, "X-API-Key", stays);
  }

  @Test
  void aKeyMayAskForVideosOnlySoOften() {
    String key = key(EnumSet.of(Scope.TRIGGER, Scope.READ));
    String[] header = {"X-API-Key", key};
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
    key(EnumSet.of(Scope.READ));

    assertThat(call("GET", "/webhooks/heygen").status()).isEqualTo(200);
    assertThat(call("GET", "/relay/nothing.mp4").status()).isNotEqualTo(401);
  }

  @Test
  void everyAnswerTellsBrowsersToBeCareful() {
    Web.Reply reply = call("GET", "/api/v1/videos");

    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'");
  }
}
