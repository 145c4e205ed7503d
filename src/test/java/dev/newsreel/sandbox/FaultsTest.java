package dev.newsreel.sandbox;

import static dev.newsreel.sandbox.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  private static final String VIDEOS = "/heygen/v3/videos";
  private Sandbox sandbox;
  private Caller caller;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(Caller.quick(Map.of()));
    caller = new Caller(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({
    "heygen,   /heygen/v3/users/me,     402, insufficient_credit",
    "heygen,   /heygen/v3/users/me,     429, rate_limit_exceeded",
    "submagic, /submagic/v1/languages,  402, INSUFFICIENT_CREDITS",
    "submagic, /submagic/v1/languages,  500, INTERNAL_SERVER_ERROR",
    "files,    /files/heygen-x.mp4,     503, internal_error",
    "feed,     /feed.xml,               404, not_found"
  })
  void answersTheStatusInTheFormOfTheProvider(
      String provider, String path, int status, String code) {
    caller.fault(
        "{\"provider\":\"%s\",\"kind\":\"status\",\"status\":%d,\"retry_after\":2,\"times\":1}"
            .formatted(provider, status));

    HttpResponse<String> spoilt = caller.get(path);
    HttpResponse<String> after = caller.get(path);

    assertThat(spoilt.statusCode()).isEqualTo(status);
    assertThat(spoilt.body()).contains("\"" + code + "\"");
    assertThat(spoilt.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(after.statusCode()).as("it happens once").isNotEqualTo(status);
  }

  @Test
  void keepsTheRateHeadersOnAFault() {
    caller.fault("{\"provider\":\"submagic\",\"kind\":\"status\",\"status\":503}");

    assertThat(caller.get("/submagic/v1/languages").headers().firstValue("X-RateLimit-Limit"))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({"drop_before, 0", "drop_after, 1", "truncate, 1", "hang, 1"})
  void losesTheAnswerBeforeOrAfterTheWork(String kind, int videos) {
    caller.fault(rule(kind));

    assertThatThrownBy(
            () ->
                caller.send(
                    caller
                        .request(VIDEOS)
                        .timeout(Duration.ofSeconds(3))
                        .header("Idempotency-Key", "k")
                        .POST(BodyPublishers.ofString(Caller.video("a").encode()))))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(caller.bill().getJsonObject("heygen").getInteger("videos")).isEqualTo(videos);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        caller.post(VIDEOS, Caller.video("a"), "Idempotency-Key", "k").statusCode())
                    .isEqualTo(200));
    assertThat(caller.bill().getJsonObject("heygen").getInteger("videos")).isEqualTo(1);
    assertThat(caller.bill().getJsonObject("heygen").getInteger("replays")).isEqualTo(videos);
  }

  @Test
  void answersAnErrorAfterTheWorkWhenToldTo() {
    caller.fault(
        "{\"provider\":\"heygen\",\"call\":\"create\",\"kind\":\"status\",\"status\":502,\"code\":\"html\",\"after\":true,\"times\":1}");

    HttpResponse<String> answer = caller.post(VIDEOS, Caller.video("a"));

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).startsWith("<html>");
    assertThat(caller.bill().getJsonObject("heygen").getInteger("videos")).isEqualTo(1);
  }

  @Test
  void delaysDripsSpoilsAndEmptiesAnswers() {
    long begin = System.nanoTime();
    caller.fault(rule("delay").replace("}", ",\"delay\":\"200ms\"}"));
    assertThat(caller.post(VIDEOS, Caller.video("a")).statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(190));

    begin = System.nanoTime();
    caller.fault(rule("slow_drip").replace("}", ",\"delay\":\"20ms\"}"));
    assertThat(json(caller.post(VIDEOS, Caller.video("b"))).getJsonObject("data")).isNotNull();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(150));

    caller.fault(rule("malformed"));
    HttpResponse<String> malformed = caller.post(VIDEOS, Caller.video("c"));
    assertThat(malformed.statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> json(malformed)).isInstanceOf(RuntimeException.class);

    caller.fault(rule("empty"));
    assertThat(caller.post(VIDEOS, Caller.video("d")).body()).isEmpty();
  }

  @Test
  void holdsBackTheUrlOfACompletedVideo() {
    String id = caller.createVideo("a");
    await().until(() -> caller.getVideo(id).getString("status").equals("completed"));
    caller.fault("{\"provider\":\"heygen\",\"call\":\"get\",\"kind\":\"no_url\",\"times\":1}");

    assertThat(caller.getVideo(id).getString("video_url")).isNull();
    assertThat(caller.getVideo(id).getString("video_url")).isNotNull();
  }

  @Test
  void befallsTheSameCallsForTheSameSeed() {
    String first = pattern();
    String second = pattern();

    assertThat(first).isEqualTo(second).contains("1", "0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"provider\":\"heygn\",\"kind\":\"hang\"}",
        "{\"provider\":\"heygen\",\"kind\":\"explode\"}",
        "{\"provider\":\"heygen\",\"call\":\"export\",\"kind\":\"hang\"}",
        "{\"provider\":\"heygen\",\"kind\":\"refusal\"}",
        "{\"provider\":\"heygen\",\"kind\":\"delay\",\"delay\":\"soon\"}",
        "{\"provider\":\"heygen\",\"kind\":\"delay\",\"rate\":2}",
        "{\"provider\":\"heygen\",\"kind\":\"delay\",\"colour\":1}",
        "{\"kind\":\"hang\"}",
        "7"
      })
  void refusesRulesItDoesNotUnderstand(String rule) {
    assertThatThrownBy(() -> caller.fault(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("error");
    assertThat(json(caller.get("/control/faults")).getJsonArray("faults").isEmpty()).isTrue();
  }

  @Test
  void forgetsFaultsAndEverythingElseOnRequest() {
    caller.createVideo("a");
    caller.fault("{\"provider\":\"heygen\",\"kind\":\"hang\"}");

    caller.send(caller.request("/control/faults").DELETE());
    assertThat(caller.get("/heygen/v3/users/me").statusCode()).isEqualTo(200);
    caller.post("/control/reset", "");

    JsonObject state = json(caller.get("/control/state"));
    assertThat(state.getJsonObject("heygen").getInteger("videos")).isZero();
    assertThat(state.getJsonObject("heygen").getInteger("running")).isZero();
    assertThat(caller.bill().getJsonObject("heygen").getInteger("videos")).isZero();
  }

  private String pattern() {
    caller.send(caller.request("/control/faults").DELETE());
    caller.post("/control/seed?seed=7", "");
    caller.fault("{\"provider\":\"feed\",\"kind\":\"status\",\"rate\":0.4}");
    StringBuilder pattern = new StringBuilder();
    IntStream.range(0, 20)
        .forEach(i -> pattern.append(caller.get("/feed.xml").statusCode() == 200 ? '0' : '1'));
    return pattern.toString();
  }

  private static String rule(String kind) {
    return "{\"provider\":\"heygen\",\"call\":\"create\",\"kind\":\"" + kind + "\",\"times\":1}";
  }
}
