package dev.newsreel.sandbox;

import static dev.newsreel.sandbox.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeyGenSandboxTest {
  private static final String VIDEOS = "/heygen/v3/videos";

  @Test
  void walksAVideoFromWaitingToCompletedAndChargesItsSeconds() {
    try (Sandbox sandbox = Sandbox.start(Caller.quick(Map.of("heygen.render", "10s")))) {
      Caller caller = new Caller(sandbox);

      HttpResponse<String> created = caller.post(VIDEOS, Caller.video("v_1"));
      String id = json(created).getJsonObject("data").getString("video_id");
      Set<String> seen = new LinkedHashSet<>();
      await()
          .pollInterval(Duration.ofMillis(5))
          .until(
              () -> {
                seen.add(caller.getVideo(id).getString("status"));
                return seen.contains("processing");
              });
      caller.post("/control/heygen/end?count=1", "");
      seen.add(caller.getVideo(id).getString("status"));

      assertThat(created.statusCode()).isEqualTo(200);
      assertThat(created.headers().firstValue("X-Request-Id")).isPresent();
      assertThat(json(created).getJsonObject("data").getString("status")).isEqualTo("waiting");
      assertThat(seen).containsSubsequence("pending", "processing", "completed");
      JsonObject video = caller.getVideo(id);
      assertThat(video.getDouble("duration")).isEqualTo(12.0);
      assertThat(video.containsKey("callback_id")).isFalse();
      JsonObject bill = caller.bill().getJsonObject("heygen");
      assertThat(bill.getInteger("videos")).isEqualTo(1);
      assertThat(bill.getDouble("usd")).isEqualTo(0.8004);
    }
  }

  @Test
  void refusesWhatTheClosedSchemaDoesNotKnow() {
    try (Sandbox sandbox = Sandbox.start(Caller.quick(Map.of()))) {
      Caller caller = new Caller(sandbox);
      Map<JsonObject, String> bad =
          Map.of(
              Caller.video("a").put("test", true), "test",
              Caller.video("a").put("script", "x".repeat(5001)), "script",
              Caller.video("a").put("aspect_ratio", "3:2"), "aspect_ratio",
              removed("avatar_id"), "avatar_id",
              removed("script"), "script",
              removed("voice_id"), "voice_id",
              removed("type"), "type",
              Caller.video("a").put("title", 7), "title");

      bad.forEach(
          (body, param) -> {
            HttpResponse<String> answer = caller.post(VIDEOS, body);
            assertThat(answer.statusCode()).as(param).isEqualTo(400);
            JsonObject error = json(answer).getJsonObject("error");
            assertThat(error.getString("code")).isEqualTo("invalid_parameter");
            assertThat(error.getString("param")).isEqualTo(param);
          });

      assertThat(caller.post(VIDEOS, "no json").statusCode()).isEqualTo(400);
      assertThat(caller.bill().getJsonObject("heygen").getInteger("videos")).isZero();
      assertThat(caller.bill().getJsonObject("heygen").getInteger("refused")).isEqualTo(9);
    }
  }

  @Test
  void wantsAKey() {
    try (Sandbox sandbox = Sandbox.start(Caller.quick(Map.of()))) {
      Caller caller = new Caller(sandbox);
      HttpResponse<String> answer =
          caller.send(
              caller
                  .request(VIDEOS)
                  .setHeader("x-api-key", "bad-key")
                  .POST(BodyPublishers.ofString(Caller.video("a").encode())));

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(json(answer).getJsonObject("error").getString("code")).isEqualTo("unauthorized");
      assertThat(caller.bill().getJsonObject("heygen").getInteger("videos")).isZero();
    }
  }

  @Test
  void makesOneVideoOfManyConcurrentOrdersWithOneKey() {
    try (Sandbox sandbox = Sandbox.start(Caller.quick(Map.of()))) {
      Caller caller = new Caller(sandbox);
      caller.fault(
          "{'provider':'heygen','call':'create','kind':'delay','delay':'2s','times':1}"
              .replace('\'', '"'));
      String[] key = {"Idempotency-Key", "v_1:render:1"};

      List<CompletableFuture<HttpResponse<String>>> calls =
          IntStream.range(0, 8)
              .mapToObj(i -> caller.postLater(VIDEOS, Caller.video("v_" + i), key))
              .toList();
      List<HttpResponse<String>> answers = calls.stream().map(CompletableFuture::join).toList();
      HttpResponse<String> repeated = caller.post(VIDEOS, "{}", key);

      assertThat(answers).filteredOn(a -> a.statusCode() == 200).hasSize(1);
      assertThat(answers)
          .filteredOn(a -> a.statusCode() == 409)
          .hasSize(7)
          .allMatch(a -> a.body().contains("request_in_progress"));
      String first =
          answers.stream().filter(a -> a.statusCode() == 200).findFirst().orElseThrow().body();
      assertThat(repeated.body()).isEqualTo(first);
      assertThat(caller.bill().getJsonObject("heygen").getInteger("videos")).isEqualTo(1);
      assertThat(caller.bill().getJsonObject("heygen").getInteger("replays")).isEqualTo(1);
      assertThat(
              caller.post(VIDEOS, Caller.video("b"), "Idempotency-Key", "no spaces").statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void refusesMoreThanItsSlotsUntilOneIsFree() {
    Map<String, String> settings = Map.of("heygen.slots", "2", "heygen.render", "1h");
    try (Sandbox sandbox = Sandbox.start(Caller.quick(settings))) {
      Caller caller = new Caller(sandbox);
      caller.createVideo("a");
      caller.createVideo("b");

      HttpResponse<String> third = caller.post(VIDEOS, Caller.video("c"));

      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(third.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(third.body()).contains("rate_limit_exceeded");
      caller.post("/control/heygen/end?count=1", "");
      assertThat(caller.post(VIDEOS, Caller.video("c")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void findsVideosByTitleNewestFirstAndByIds() {
    try (Sandbox sandbox = Sandbox.start(Caller.quick(Map.of()))) {
      Caller caller = new Caller(sandbox);
      String a = caller.createVideo("alpha-1");
      String other = caller.createVideo("beta");
      String b = caller.createVideo("alpha-2");

      JsonObject first = json(caller.get(VIDEOS + "?title=alpha&limit=1"));
      String next = first.getString("next_token");
      JsonObject second = json(caller.get(VIDEOS + "?title=alpha&limit=1&token=" + next));
      JsonObject many = json(caller.get(VIDEOS + "/statuses?video_ids=" + a + ",nobody"));
      caller.send(caller.request(VIDEOS + "/" + other).DELETE());

      assertThat(first.getJsonArray("data").getJsonObject(0).getString("id")).isEqualTo(b);
      assertThat(first.getBoolean("has_more")).isTrue();
      assertThat(second.getJsonArray("data").getJsonObject(0).getString("id")).isEqualTo(a);
      assertThat(many.getJsonArray("data").size()).isEqualTo(1);
      assertThat(many.getJsonArray("not_found")).isEqualTo(new JsonArray().add("nobody"));
      assertThat(caller.get(VIDEOS + "/" + other).statusCode()).isEqualTo(404);
      assertThat(caller.get(VIDEOS + "?limit=0").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void linksExpireAndAreRenewedByTheNextGet() {
    Map<String, String> settings = Map.of("heygen.link-life", "3s", "heygen.render", "0");
    try (Sandbox sandbox = Sandbox.start(Caller.quick(settings))) {
      Caller caller = new Caller(sandbox);
      String id = caller.createVideo("a");
      await().until(() -> caller.getVideo(id).getString("status").equals("completed"));
      String link = caller.getVideo(id).getString("video_url");

      assertThat(caller.get(link).statusCode()).isEqualTo(200);
      assertThat(caller.get(link.replace("sig=", "sig=0")).statusCode()).isEqualTo(403);
      await().untilAsserted(() -> assertThat(caller.get(link).statusCode()).isEqualTo(403));
      assertThat(caller.get(caller.getVideo(id).getString("video_url")).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void showsAvatarsVoicesAndTheWallet() {
    try (Sandbox sandbox = Sandbox.start(Caller.quick(Map.of()))) {
      Caller caller = new Caller(sandbox);

      assertThat(json(caller.get("/heygen/v3/avatars/looks")).getJsonArray("data").size())
          .isEqualTo(4);
      assertThat(json(caller.get("/heygen/v3/voices?language=German")).getJsonArray("data").size())
          .isEqualTo(1);
      assertThat(caller.get("/heygen/v3/users/me").body()).contains("\"remaining_balance\":1000.0");
      assertThat(caller.get("/heygen/v2/avatars").statusCode()).isEqualTo(404);
    }
  }

  private static JsonObject removed(String field) {
    JsonObject body = Caller.video("a");
    body.remove(field);
    return body;
  }
}
