package dev.newsreel.sandbox;

import static dev.newsreel.sandbox.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubmagicSandboxTest {
  private static final String PROJECTS = "/submagic/v1/projects";
  private Sandbox sandbox;
  private Caller caller;
  private Receiver receiver;
  private String source;

  @BeforeEach
  void start() {
    sandbox =
        Sandbox.start(
            Caller.quick(
                Map.of(
                    "submagic.render", "1500ms", "submagic.creates", "5", "heygen.render", "0")));
    caller = new Caller(sandbox);
    receiver = new Receiver();
    String video = caller.createVideo("source");
    await().until(() -> caller.getVideo(video).getString("video_url") != null);
    source = caller.getVideo(video).getString("video_url");
  }

  @AfterEach
  void stop() {
    receiver.close();
    sandbox.close();
  }

  @Test
  void downloadsTheSourceBillsItAndDeliversTheFilm() {
    JsonObject body = Caller.project("one", source).put("webhookUrl", receiver.url() + "/t0k");

    HttpResponse<String> created = caller.post(PROJECTS, body);
    String id = json(created).getString("id");
    Set<String> seen = new LinkedHashSet<>();
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              seen.add(caller.getProject(id).getString("status"));
              return seen.contains("completed");
            });

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(json(created).getString("status")).isEqualTo("processing");
    assertThat(UUID.fromString(id)).isNotNull();
    assertThat(seen).containsSubsequence("transcribing", "exporting", "completed");
    JsonObject project = caller.getProject(id);
    assertThat(project.getJsonObject("videoMetaData").getDouble("duration")).isBetween(4.9, 5.2);
    assertThat(caller.get(project.getString("downloadUrl")).statusCode()).isEqualTo(200);
    JsonObject bill = caller.bill().getJsonObject("submagic");
    assertThat(bill.getInteger("credits")).isEqualTo(1);
    assertThat(bill.getDouble("usd")).isEqualTo(0.1);
    await().until(() -> receiver.messages.size() == 1);
    assertThat(receiver.messages.get(0).path()).isEqualTo("/hook/t0k");
    assertThat(new JsonObject(receiver.messages.get(0).text()).fieldNames())
        .containsExactly("projectId", "status", "downloadUrl", "directUrl", "timestamp");
  }

  @Test
  void failsWithoutABillWhenTheSourceHasExpired() {
    JsonObject body =
        Caller.project("one", source.replace("sig=", "sig=0")).put("webhookUrl", receiver.url());

    String id = json(caller.post(PROJECTS, body)).getString("id");
    await().until(() -> caller.getProject(id).getString("status").equals("failed"));

    assertThat(caller.getProject(id).getString("failureReason")).contains("403");
    assertThat(caller.bill().getJsonObject("submagic").getInteger("paid")).isZero();
    await().until(() -> receiver.messages.size() == 1);
    assertThat(receiver.messages.get(0).text()).contains("\"failed\"").doesNotContain("Url");
  }

  @Test
  void failsWhenTheSourceIsNoFilm() {
    String id =
        json(caller.post(PROJECTS, Caller.project("one", sandbox.url() + "/feed.xml")))
            .getString("id");

    await().until(() -> caller.getProject(id).getString("status").equals("failed"));

    assertThat(caller.getProject(id).getString("failureReason")).contains("not an MP4");
  }

  @Test
  void completesWithoutAUrlUntilExported() {
    JsonObject body = Caller.project("one", source).put("autoRender", false);
    String id = json(caller.post(PROJECTS, body)).getString("id");
    await().until(() -> caller.getProject(id).getString("status").equals("completed"));
    assertThat(caller.getProject(id).containsKey("downloadUrl")).isFalse();

    HttpResponse<String> export = caller.post(PROJECTS + "/" + id + "/export", "");

    assertThat(json(export).getString("status")).isEqualTo("exporting");
    await().until(() -> caller.getProject(id).containsKey("downloadUrl"));
    assertThat(caller.bill().getJsonObject("submagic").getInteger("paid")).isEqualTo(1);
    assertThat(caller.bill().getJsonObject("submagic").getInteger("completed")).isEqualTo(1);
  }

  @Test
  void namesEveryWrongField() {
    JsonObject body = new JsonObject().put("title", "").put("colour", "red").put("language", "xx");

    HttpResponse<String> refused = caller.post(PROJECTS, body);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).getString("error")).isEqualTo("VALIDATION_ERROR");
    assertThat(json(refused).getJsonArray("details").stream())
        .extracting(detail -> ((JsonObject) detail).getString("field"))
        .containsExactlyInAnyOrder("title", "colour", "language", "videoUrl");
  }

  @Test
  void looksForTheRouteBeforeTheKey() {
    HttpResponse<String> noRoute =
        caller.send(caller.request(PROJECTS).setHeader("x-api-key", "bad-key"));
    HttpResponse<String> noKey =
        caller.send(
            caller
                .request(PROJECTS)
                .setHeader("x-api-key", "bad-key")
                .POST(BodyPublishers.ofString("{}")));

    assertThat(noRoute.statusCode()).isEqualTo(404);
    assertThat(noKey.statusCode()).isEqualTo(401);
    assertThat(json(noKey).getString("error")).isEqualTo("UNAUTHORIZED");
    assertThat(caller.get(PROJECTS + "/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(caller.get("/submagic/health").body()).contains("healthy");
    assertThat(json(caller.get("/submagic/v1/templates")).getJsonArray("templates").size())
        .isEqualTo(30);
    assertThat(caller.get("/submagic/v1/languages").body()).contains("\"code\":\"en\"");
  }

  @Test
  void refusesMoreThanItsRateAndSaysWhenToComeBack() {
    for (int i = 0; i < 5; i++) {
      HttpResponse<String> answer = caller.post(PROJECTS, Caller.project("p" + i, source));
      assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).hasValue("" + (4 - i));
    }

    HttpResponse<String> sixth = caller.post(PROJECTS, Caller.project("p6", source));

    assertThat(sixth.statusCode()).isEqualTo(429);
    assertThat(json(sixth).getString("error")).isEqualTo("RATE_LIMIT_EXCEEDED");
    assertThat(json(sixth).getInteger("retryAfter")).isBetween(3500, 3600);
    assertThat(sixth.headers().firstValue("Retry-After"))
        .hasValue(json(sixth).getInteger("retryAfter").toString());
  }

  @Test
  void tellsEarlyAndForgesWithAStrangeId() {
    caller.fault(
        "{\"provider\":\"webhook\",\"call\":\"submagic\",\"kind\":\"webhook_early\",\"times\":1}");
    JsonObject body = Caller.project("early", source).put("webhookUrl", receiver.url());
    String id = json(caller.post(PROJECTS, body)).getString("id");
    assertThat(receiver.messages).as("before the answer").hasSize(1);
    assertThat(receiver.messages.get(0).text()).contains(id);

    caller.fault("{\"provider\":\"webhook\",\"kind\":\"webhook_forged\",\"times\":1}");
    String second = json(caller.post(PROJECTS, body)).getString("id");
    await().until(() -> receiver.messages.size() == 3);
    assertThat(receiver.messages.get(1).text()).contains("completed").doesNotContain(second);
    assertThat(receiver.messages.get(2).text()).contains(second);
  }
}
