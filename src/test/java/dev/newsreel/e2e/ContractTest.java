package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.access.ApiKeys;
import dev.newsreel.access.Scope;
import dev.newsreel.job.Json;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A running node answers every call as the contract that it serves says. */
class ContractTest {

  private static final String NOBODY = "v_00000000000000000000000000";
  private static final String TOKEN = NOBODY + ".1.0";

  private static final String CAUSE = "failed.video_failed.rendering.heygen";
  private static final String OLD = "/api/workflow/viral-video-webhook";

  private static TestSandbox providers;
  private static RunningNewsreel node;
  private static ServedContract contract;
  private static String done;
  private static String waiting;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
    String feed = providers.url("/feed.xml").toString();
    node = RunningNewsreel.start(providers, "sandbox.feed", feed, "budget.daily-usd", "50");
    contract = ServedContract.of(node);
    done = node.api().accepted();
    node.api().awaitEnd(done, "done");
    providers.fault("{'provider':'heygen','call':'create','kind':'status','status':402}");
    waiting = node.api().accepted();
    await().until(() -> node.api().video(waiting).has("waiting_for"));
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
  }

  private static Web.Reply send(String method, String path, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (body != null && !all.contains("Content-Type")) {
      all.addAll(List.of("Content-Type", "application/json"));
    }
    if (path.startsWith("/api/v1/live") && method.equals("GET")) {
      return EventStream.begun(node.api().url(path), all.toArray(String[]::new));
    }
    byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    return Web.call(method, node.api().url(path), bytes, all.toArray(String[]::new));
  }

  /** A call, its operation, and the status that it must have. */
  private record Call(
      String operation, String path, int status, String body, List<String> headers) {

    String method() {
      return operation.substring(0, operation.indexOf(' '));
    }
  }

  private static Call call(String operation, String path, int status) {
    return call(operation, path, status, null);
  }

  private static Call call(
      String operation, String path, int status, String body, String... headers) {
    return new Call(operation, path, status, body, List.of(headers));
  }

  private static List<Call> calls() {
    String feed = providers.url("/feed.xml?contract").toString();
    String article = Api.article("A contract", "It says what is promised. Who reads it knows.");
    String unsigned = "0".repeat(64);
    return List.of(
        call("POST /api/v1/videos", "/api/v1/videos", 202, article, "Idempotency-Key", "a"),
        call("POST /api/v1/videos", "/api/v1/videos", 202, article, "Idempotency-Key", "a"),
        call("POST /api/v1/videos", "/api/v1/videos", 422, "{}", "Idempotency-Key", "a"),
        call("POST /api/v1/videos", "/api/v1/videos", 422, article, "Idempotency-Key", "a b"),
        call("POST /api/v1/videos", "/api/v1/videos", 400, "{", "Idempotency-Key", "b"),
        call("POST /api/v1/videos", "/api/v1/videos", 415, article, "Content-Type", "text/x"),
        call("POST /api/v1/videos", "/api/v1/videos", 413, "x".repeat(2_000_001)),
        call("POST /api/v1/videos", "/api/v1/videos", 202, feedOf(feed, 2)),
        call("POST /api/v1/videos", "/api/v1/videos", 202, feedOf(feed, 1)),
        call("POST /api/v1/videos", "/api/v1/videos", 202, feedOf(feed, 50)),
        call("POST /api/v1/videos", "/api/v1/videos", 200, feedOf(feed, 50)),
        call("POST /api/v1/videos", "/api/v1/videos", 422, feedOf("http://127.0.0.1:1/", 1)),
        call("POST /api/v1/videos", "/api/v1/videos", 202, pageOf("harbour-ferries")),
        call("POST /api/v1/videos", "/api/v1/videos", 422, pageOf("none")),
        call("POST /api/v1/videos", "/api/v1/videos?dry_run=true", 200, pageOf("repair-fridays")),
        call("POST /api/v1/videos", "/api/v1/videos?dry=1", 422, article),
        call("GET /api/v1/videos", "/api/v1/videos", 200),
        call("GET /api/v1/videos", "/api/v1/videos?status=done&limit=1", 200),
        call("GET /api/v1/videos", "/api/v1/videos?limit=0", 422),
        call("GET /api/v1/videos/{id}", "/api/v1/videos/" + done, 200),
        call("GET /api/v1/videos/{id}", "/api/v1/videos/" + waiting, 200),
        call("GET /api/v1/videos/{id}", "/api/v1/videos/" + NOBODY, 404),
        call("GET /api/v1/videos/{id}", "/api/v1/videos/" + done + "?id=" + NOBODY, 422),
        call("GET /api/v1/videos/{id}/events", "/api/v1/videos/" + done + "/events", 200),
        call("GET /api/v1/videos/{id}/events", "/api/v1/videos/x/events", 404),
        call("POST /api/v1/videos", "/api/v1/videos?dry_run=true", 200, article),
        call("POST /api/v1/videos", "/api/v1/videos?dry_run=true", 200, feedOf(feed, 2)),
        call("GET /api/v1/videos", "/api/v1/videos?q=contract", 200),
        call("GET /api/v1/videos", "/api/v1/videos?cause=" + CAUSE, 200),
        call("GET /api/v1/videos", "/api/v1/videos?status=done&cause=" + CAUSE, 422),
        call("GET /api/v1/videos/{id}/film", "/api/v1/videos/" + done + "/film", 200),
        call("GET /api/v1/videos/{id}/film", "/api/v1/videos/" + waiting + "/film", 404),
        call("GET /api/v1/live", "/api/v1/live?video=" + done, 200),
        call("GET /api/v1/live", "/api/v1/live?video=x", 422),
        call("GET /api/v1/live", "/api/v1/live?colour=red", 422),
        call("GET /api/v1/problems", "/api/v1/problems", 200),
        call("POST /api/v1/problems/{id}/retry", "/api/v1/problems/" + CAUSE + "/retry", 200),
        call("POST /api/v1/problems/{id}/retry", "/api/v1/problems/x/retry", 404),
        call("POST /api/v1/problems/{id}/resume", "/api/v1/problems/" + CAUSE + "/resume", 200),
        call("POST /api/v1/problems/{id}/cancel", "/api/v1/problems/x/cancel?cursor=x", 422),
        call("POST /api/v1/videos/{id}/hold", act("hold", waiting), 200),
        call("GET /api/v1/problems", "/api/v1/problems", 200),
        call("POST /api/v1/videos/{id}/hold", act("hold", done), 409),
        call("POST /api/v1/videos/{id}/resume", act("resume", waiting), 200),
        call("POST /api/v1/videos/{id}/resume", act("resume", done), 409),
        call("POST /api/v1/videos/{id}/cancel", act("cancel", waiting), 200),
        call("POST /api/v1/videos/{id}/cancel", act("cancel", waiting) + "?dry_run=yes", 422),
        call("POST /api/v1/videos/{id}/retry", act("retry", waiting) + "?dry_run=true", 409),
        call("POST /api/v1/videos/{id}/retry", act("retry", NOBODY), 404),
        call("POST /api/v1/videos/{id}/attach", act("attach", done), 409, "{\"project_id\":\"p\"}"),
        call("POST /api/v1/videos/{id}/attach", act("attach", done), 422, "{}"),
        call(
            "POST /api/v1/videos/{id}/attach",
            act("attach", done),
            415,
            "a=b",
            "Content-Type",
            "application/x-www-form-urlencoded"),
        call("POST /api/v1/batches", "/api/v1/batches", 202, "{\"videos\":[" + article + ",{},7]}"),
        call("POST /api/v1/batches", "/api/v1/batches", 422, "{\"videos\":[]}"),
        call("GET /api/v1/batches/{id}", "/api/v1/batches/b_none", 404),
        call("GET /api/v1/avatars", "/api/v1/avatars?limit=1", 200),
        call("GET /api/v1/voices", "/api/v1/voices?language=english", 200),
        call("GET /api/v1/voices", "/api/v1/voices?limit=1001", 422),
        call("GET /api/v1/feeds", "/api/v1/feeds", 200),
        call("GET /api/v1/feeds/{name}", "/api/v1/feeds/sandbox-news", 200),
        call("GET /api/v1/feeds/{name}", "/api/v1/feeds/nobody", 404),
        call("POST /api/v1/feeds/{name}/poll", "/api/v1/feeds/sandbox-news/poll", 202),
        call("POST /api/v1/feeds/{name}/poll", "/api/v1/feeds/nobody/poll", 404),
        call(
            "POST /api/v1/feeds/preview",
            "/api/v1/feeds/preview",
            200,
            "{\"url\":\"" + feed + "\"}"),
        call(
            "POST /api/v1/feeds/preview",
            "/api/v1/feeds/preview",
            422,
            "{\"url\":\"" + providers.url("/articles/harbour-ferries") + "\"}"),
        call("GET /api/v1/capacity", "/api/v1/capacity", 200),
        call("GET /api/v1/spend", "/api/v1/spend", 200),
        call("GET /api/v1/spend", "/api/v1/spend?from=2026-11-31", 422),
        call("GET /api/v1/audit", "/api/v1/audit?limit=1000", 200),
        call("GET /api/v1/audit", "/api/v1/audit?from=2026-02-30T00:00:00Z", 422),
        call("GET /api/v1/webhooks", "/api/v1/webhooks", 200),
        call("POST /api/v1/webhooks/rotate", "/api/v1/webhooks/rotate", 202),
        call("GET /api/v1/openapi.json", "/api/v1/openapi.json", 200),
        call("GET /api/v1/docs", "/api/v1/docs", 200),
        call("GET /api/v1/docs/contract.css", "/api/v1/docs/contract.css", 200),
        call("GET /api/v1/docs/contract.js", "/api/v1/docs/contract.js", 200),
        call("POST " + OLD, OLD, 202, feedOf(feed + "-old", 1).replace(",\"max_items\":1", "")),
        call("POST " + OLD, OLD, 422, feedOf(feed, 1)),
        call("POST " + OLD, OLD, 415, "rss_url=x", "Content-Type", "text/plain"),
        call("POST /webhooks/heygen", "/webhooks/heygen", 401, "{}", "Heygen-Signature", unsigned),
        call("GET /webhooks/heygen", "/webhooks/heygen", 200),
        call("HEAD /webhooks/heygen", "/webhooks/heygen", 200),
        call("OPTIONS /webhooks/heygen", "/webhooks/heygen", 200),
        call("POST /webhooks/submagic/{token}", "/webhooks/submagic/x", 400, "{}"),
        call(
            "POST /webhooks/submagic/{token}",
            "/webhooks/submagic/x",
            404,
            "{\"projectId\":\"p\"}"),
        call("GET /webhooks/submagic/{token}", "/webhooks/submagic/x", 200),
        call("HEAD /webhooks/submagic/{token}", "/webhooks/submagic/x", 200),
        call("OPTIONS /webhooks/submagic/{token}", "/webhooks/submagic/x", 200),
        call("GET /relay/{token}", "/relay/" + TOKEN + ".mp4", 404),
        call("HEAD /relay/{token}", "/relay/" + TOKEN + ".mp4", 404));
  }

  private static String act(String name, String id) {
    return "/api/v1/videos/" + id + "/" + name;
  }

  private static String pageOf(String slug) {
    return "{\"article\":{\"url\":\"%s\"}}".formatted(providers.url("/articles/" + slug));
  }

  private static String feedOf(String address, int items) {
    return "{\"rss_url\":\"%s\",\"max_items\":%d}".formatted(address, items);
  }

  @Test
  void whatCanBeCalledIsDescribedAndNothingElse() {
    List<String> described =
        contract.operations().stream().map(ServedContract.Operation::name).toList();

    assertThat(node.calls())
        .filteredOn(call -> call.matches("\\w+ /(api|webhooks|relay)/.*"))
        .containsExactlyInAnyOrderElementsOf(described);
  }

  @Test
  void everyOperationAnswersAsDescribed() {
    List<String> faults = new ArrayList<>();
    for (Call call : calls()) {
      Web.Reply reply =
          send(call.method(), call.path(), call.body(), call.headers().toArray(String[]::new));
      if (reply.status() != call.status()) {
        faults.add("%s %s: %d %s".formatted(call.operation(), call.path(), reply.status(), reply));
      }
      faults.addAll(contract.faults(contract.operation(call.operation()), reply));
      if (reply.header("Location").startsWith("/api/v1/b")) {
        Web.Reply batch = send("GET", reply.header("Location"), null);
        faults.addAll(contract.faults(contract.operation("GET /api/v1/batches/{id}"), batch));
      }
    }

    assertThat(faults).isEmpty();
    assertThat(contract.neverCalled()).isEmpty();
  }

  @Test
  void everyExampleFitsAndWorksWhenItIsPasted() {
    List<String> faults = new ArrayList<>();
    int examples = 0;
    for (ServedContract.Operation operation : contract.operations()) {
      JsonNode content = operation.json().at("/requestBody/content/application~1json");
      List<JsonNode> values = new ArrayList<>(content.findValues("value"));
      values.addAll(content.has("example") ? List.of(content.path("example")) : List.of());
      for (JsonNode example : values) {
        examples++;
        String body =
            Json.write(example).replace("http://127.0.0.1:8090", providers.url("").toString());
        Web.Reply reply = send(operation.method(), operation.path().replace("{id}", done), body);
        // That project belongs to no video of ours.
        int expected = operation.path().endsWith("/attach") ? 409 : reply.status();
        assertThat(reply.status()).as(reply.text()).isLessThan(410).isEqualTo(expected);
        faults.addAll(contract.faults(operation, reply));
      }
      operation.json().path("responses").findParents("example").stream()
          .filter(media -> media.has("schema") && media.has("example"))
          .forEach(
              media ->
                  faults.addAll(
                      ServedContract.invalid(
                          ServedContract.closed(media.path("schema")), media.path("example"))));
    }

    assertThat(faults).isEmpty();
    assertThat(examples).isGreaterThan(4);
  }

  @Test
  void theAddressSaysWhichVideoIsMeantAndNothingElse() {
    String path = "/api/v1/videos/" + done;

    assertThat(send("GET", path, null, "id", NOBODY).json().path("id").asText()).isEqualTo(done);
    assertThat(send("GET", path + "/?id=" + NOBODY, null).status()).isEqualTo(422);
    Web.Reply form =
        send(
            "POST",
            act("hold", NOBODY),
            "id=" + done,
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertThat(form.status()).isEqualTo(404);
  }

  @Test
  void aRefusalIsShortHoweverLongWhatItRefusesIs() {
    StringBuilder body = new StringBuilder("{");
    for (int i = 0; i < 200; i++) {
      body.append("\"").append("x".repeat(5000)).append(i).append("\":1,");
    }

    Web.Reply reply = send("POST", "/api/v1/videos", body + "\"y\":1}");

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.text().length()).isLessThan(50_000);
  }

  @Test
  void anotherMethodIsRefusedWithThoseThatThereAre() {
    for (ServedContract.Operation operation : contract.operations()) {
      String path = operation.path().replaceAll("\\{.*}", done);

      Web.Reply reply = send("PATCH", path, null);

      assertThat(reply.status()).as(operation.name()).isEqualTo(405);
      assertThat(reply.header("Allow")).contains(operation.method());
      assertThat(reply.json().path("code").asText()).isEqualTo("method_not_allowed");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/videos?limit=%zz, 400",
    "/api/v1/videos/%zz, 400",
    "/%, 400",
    "/api/v1/videos/%ff, 404",
    "/api/v1/videos/%00, 404"
  })
  void anAddressThatCannotBeReadIsRefused(String address, int status) throws IOException {
    URI home = node.api().url("/");
    try (Socket socket = new Socket(home.getHost(), home.getPort())) {
      String call = "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(call.formatted(address).getBytes(StandardCharsets.US_ASCII));

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
    }
  }

  @Test
  void theContractIsWhole() {
    Set<String> ids = new HashSet<>();
    Set<String> tags = new HashSet<>(contract.document().path("tags").findValuesAsText("name"));

    for (ServedContract.Operation operation : contract.operations()) {
      JsonNode json = operation.json();
      assertThat(ids.add(json.path("operationId").asText())).as(operation.name()).isTrue();
      assertThat(json.path("summary").asText()).as(operation.name()).isNotBlank();
      assertThat(tags).contains(json.at("/tags/0").asText());
      boolean open = json.path("security").isArray() && json.path("security").isEmpty();
      assertThat(json.has("x-scope")).as(operation.name()).isEqualTo(!open);
      assertThat(
              operation.parameters().stream()
                  .filter(p -> p.path("in").asText().equals("path"))
                  .map(p -> "{" + p.path("name").asText() + "}"))
          .as(operation.name())
          .allMatch(operation.path()::contains);
    }
  }

  @Test
  void aKeyOpensWhatItsScopeSaysAndNothingElse() {
    Redis redis = Redis.connect(TestRedis.url(), 1);
    ApiKeys keys = new ApiKeys(redis, Clock.systemUTC());
    Map<Scope, String> made = new EnumMap<>(Scope.class);
    for (Scope scope : Scope.values()) {
      made.put(scope, keys.create(scope.text(), Set.of(scope)).text());
    }
    try {
      await().until(() -> send("GET", "/api/v1/feeds", null).status() == 401);
      for (ServedContract.Operation operation : contract.operations()) {
        String path = operation.path().replaceAll("\\{.*}", "nobody");
        assertThat(send(operation.method(), path, null).status() == 401 && !operation.raw())
            .as(operation.name())
            .isEqualTo(operation.json().has("x-scope"));
        made.forEach(
            (scope, key) -> {
              Web.Reply reply = send(operation.method(), path, null, "X-API-Key", key);
              boolean fits =
                  operation
                      .json()
                      .path("x-scope")
                      .asText(scope.text().toLowerCase(Locale.ROOT))
                      .equals(scope.text());
              assertThat(reply.status() == 403)
                  .as("%s %s", operation.name(), scope)
                  .isEqualTo(!fits);
              assertThat(contract.faults(operation, reply)).isEmpty();
            });
      }
      Web.Reply refused =
          await()
              .pollInterval(Duration.ofMillis(1))
              .until(
                  () -> send("POST", OLD, "{}", "X-API-Key", made.get(Scope.TRIGGER)),
                  r -> r.status() == 429);
      assertThat(contract.faults(contract.operation("POST " + OLD), refused)).isEmpty();
    } finally {
      keys.all().forEach(key -> keys.revoke(key.id()));
      await().until(() -> send("GET", "/api/v1/feeds", null).status() == 200);
      redis.close();
    }
  }
}
