package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.access.ApiKeys;
import dev.newsreel.access.Scope;
import dev.newsreel.job.Digest;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import dev.newsreel.trail.Proof;
import dev.newsreel.trail.TrailReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every act of a caller is written into the audit trail, and no secret is. */
class AuditTrailTest {

  private static TestSandbox providers;
  private static RunningNewsreel node;

  private static Redis redis;
  private static ApiKeys keys;
  private static ApiKeys.Created all;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
    node = RunningNewsreel.start(providers, "rate-limit.enabled", "false");
    redis = Redis.connect(TestRedis.url(), 1);
    keys = new ApiKeys(redis, Clock.systemUTC());
    all = keys.create("newsroom", EnumSet.allOf(Scope.class));
    awaitStatus(401);
  }

  @AfterAll
  static void stop() {
    redis.close();
    node.close();
    providers.close();
  }

  @AfterEach
  void theChainIsWhole() {
    assertThat(Proof.of(new TrailReader(redis), null).faults()).isEmpty();
  }

  private static void awaitStatus(int status) {
    await().until(() -> Web.get(node.api().url("/api/v1/videos?limit=1")).status() == status);
  }

  private Web.Reply call(String method, String path, String body, String... headers) {
    List<String> sent = new ArrayList<>(List.of("Content-Type", "application/json"));
    sent.addAll(List.of("X-API-Key", all.text()));
    sent.addAll(List.of(headers));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return Web.call(method, node.api().url(path), bytes, sent.toArray(String[]::new));
  }

  private List<JsonNode> trail(String query) {
    List<JsonNode> entries = new ArrayList<>();
    call("GET", "/api/v1/audit" + query, "").json().path("entries").forEach(entries::add);
    return entries;
  }

  private JsonNode outcomeOf(JsonNode act) {
    return await()
        .until(
            () -> trail("").stream().filter(e -> isOutcome(e, act)).toList(), one -> !one.isEmpty())
        .get(0)
        .path("outcome");
  }

  private static boolean isOutcome(JsonNode entry, JsonNode act) {
    return entry.at("/outcome/of").asLong() == act.path("n").asLong();
  }

  private String export() {
    StringBuilder text = new StringBuilder();
    new TrailReader(redis).all(line -> text.append(line).append('\n'));
    return text.toString();
  }

  @Test
  void anActIsWrittenWithWhoWhenWhatFromWhereAndWhatCameOfIt() {
    String body = Api.article("A bridge", "A bridge for snails was opened in the park at noon.");

    Web.Reply reply = call("POST", "/api/v1/videos", body, "X-Forwarded-For", "203.0.113.7");

    JsonNode act = trail("?what=post-videos").get(0);
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    assertThat(act.at("/who/id").asText()).isEqualTo(all.key().id());
    assertThat(act.at("/who/name").asText()).isEqualTo("newsroom");
    assertThat(act.path("from").asText()).isEqualTo("127.0.0.1");
    assertThat(act.path("forwarded").asText()).isEqualTo("203.0.113.7");
    assertThat(act.at("/act/path").asText()).isEqualTo("/api/v1/videos");
    assertThat(act.at("/act/body").asText()).isEqualTo(Digest.of(body));
    JsonNode outcome = outcomeOf(act);
    assertThat(outcome.path("status").asInt()).isEqualTo(202);
    assertThat(outcome.path("made").asText()).isEqualTo(reply.json().path("id").asText());
  }

  @Test
  void aDryRunIsCalledOneAndAHistorySaysWhoActed() {
    String body = Api.article("A boat", "A boat for snails was launched on the river at noon.");
    String id = call("POST", "/api/v1/videos", body).json().path("id").asText();

    call("POST", "/api/v1/videos/" + id + "/hold?dry_run=true", "");
    Web.Reply held =
        call("POST", "/api/v1/videos/" + id + "/hold", "", "newsreelBy", "somebody else");

    assertThat(held.status()).as(held.text()).isEqualTo(200);
    assertThat(trail("?what=" + id).stream().filter(e -> e.has("act")))
        .extracting(e -> e.at("/act/operation").asText() + e.at("/act/dry_run").asBoolean())
        .containsExactly("hold-videofalse", "hold-videotrue");
    JsonNode events = call("GET", "/api/v1/videos/" + id + "/events", "").json().path("events");
    assertThat(events)
        .filteredOn(e -> e.path("edge").asText().equals("held"))
        .singleElement()
        .satisfies(e -> assertThat(e.path("by").asText()).isEqualTo(all.key().id()));
  }

  @Test
  void noSecretStandsInTheTrail() {
    String key = all.text();
    String[] planted = {"test-token-planted-somewhere", key, key.substring(17)};
    String link = "https://files.example/f.mp4?signature=" + planted[0];
    String body = Api.article(link, "Bearer " + key + " " + planted[0] + " is a long secret text.");
    String[] headers = {
      "Authorization",
      "Bearer " + key,
      "Cookie",
      "s=" + planted[0],
      "Referer",
      link,
      "User-Agent",
      planted[0],
      "X-Forwarded-For",
      key,
      "Idempotency-Key",
      planted[0]
    };

    call("POST", "/api/v1/videos?token=" + planted[0], body, headers);
    call("POST", "/api/v1/videos/" + key + "/cancel", body, headers);
    call("POST", "/api/v1/" + planted[0] + "/" + key, body, headers);
    call("DELETE", "/api/v1/videos/" + planted[0] + "?key=" + key, body, headers);
    Web.call(
        "POST", node.api().url("/api/" + key + planted[0]), new byte[0], "X-API-Key", key + "x");

    assertThat(trail("")).hasSizeGreaterThan(3);
    assertThat(export()).doesNotContain(planted);
  }

  @Test
  void hostileTextsNeitherBreakALineNorATerminal() {
    call(
        "POST",
        "/api/v1/videos/%1b%5b31m%0a/cancel?dry_run=%0a",
        "{}",
        "X-Forwarded-For",
        "\u009b31m");
    Web.Reply longPath = call("POST", "/api/v1/" + "x/".repeat(1500), "{}");
    Web.Reply large = call("POST", "/api/v1/videos", " ".repeat(2_500_000));

    assertThat(longPath.status()).isEqualTo(404);
    assertThat(large.status()).isEqualTo(413);
    assertThat(export()).matches("[\\x20-\\x7e\n]*");
    assertThat(export().lines())
        .filteredOn(line -> !line.contains("\"changed\""))
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(1500));
  }

  @Test
  void aCallerWhoHungUpIsNotSaidToHaveBeenAnswered() throws IOException {
    String body = Api.article("Hung up", "Nobody waited for the answer to this long request.");
    String head = "POST /api/v1/videos HTTP/1.1\r\nHost: localhost\r\nX-API-Key: %s\r\n";
    String rest = "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s";
    URI home = node.api().url("/");
    try (Socket socket = new Socket(home.getHost(), home.getPort())) {
      String request = head.formatted(all.text()) + rest.formatted(body.length(), body);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.setSoLinger(true, 0);
    }

    await()
        .untilAsserted(
            () -> {
              JsonNode act =
                  trail("?what=post-videos").stream()
                      .filter(e -> e.at("/act/body").asText().equals(Digest.of(body)))
                      .findFirst()
                      .orElseThrow();
              assertThat(outcomeOf(act).path("status").asInt()).isIn(499, 202);
            });
  }

  @Test
  void callsThatAreNotLetInAreToldOf() {
    Web.Reply refused = Web.postJson(node.api().url("/api/v1/videos"), "{}");

    assertThat(refused.status()).isEqualTo(401);
    await()
        .untilAsserted(
            () -> assertThat(export()).contains("\"from\":\"127.0.0.1\",\"status\":401"));
  }

  @Test
  void onlyWhoMayOperateSeesTheTrail() {
    String reader = keys.create("reader", EnumSet.of(Scope.READ, Scope.TRIGGER)).text();

    await()
        .untilAsserted(
            () ->
                assertThat(
                        Web.call(
                                "GET",
                                node.api().url("/api/v1/audit"),
                                new byte[0],
                                "X-API-Key",
                                reader)
                            .status())
                    .isEqualTo(403));
  }

  @Test
  void theTrailIsReadPageByPage() {
    call("POST", "/api/v1/feeds/nothing/poll", "");
    call("POST", "/api/v1/feeds/nothing/poll", "");
    JsonNode first = call("GET", "/api/v1/audit?limit=1&who=newsroom", "").json();
    String cursor = first.path("next_cursor").asText();

    List<JsonNode> second = trail("?limit=1&who=" + all.key().id() + "&cursor=" + cursor);

    assertThat(first.path("entries")).hasSize(1);
    assertThat(first.path("head").asText()).matches("\\d+:[0-9a-f]{64}");
    assertThat(second)
        .singleElement()
        .satisfies(e -> assertThat(e.path("n").asText()).isNotEqualTo(cursor));
    assertThat(trail("?to=2020-01-01T00:00:00Z")).isEmpty();
    assertThat(trail("?from=2999-01-01T00:00:00Z")).isEmpty();
    assertThat(trail("?from=2020-01-01T00:00:00Z&what=heygen.slots")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "cursor=x", "from=yesterday", "to=1", "who=a&who=b"})
  void badParametersAreNamed(String query) {
    Web.Reply reply = call("GET", "/api/v1/audit?" + query, "");

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().at("/errors/0/field").asText()).isEqualTo(query.split("=", 2)[0]);
  }
}
