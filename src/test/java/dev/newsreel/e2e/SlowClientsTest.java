package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever is slow is cut off, and nobody else waits for him. */
class SlowClientsTest {

  private static final int CONNECTIONS = 30;
  private static final String HEAD = "GET /webhooks/heygen HTTP/1.1\r\nHost: 127.0.0.1\r\n";

  private static TestSandbox providers;
  private static RunningNewsreel node;
  private static URI home;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
    node =
        RunningNewsreel.start(
            providers,
            "request.head-timeout",
            "1500ms",
            "request.body-timeout",
            "1500ms",
            "request.idle-timeout",
            "2s",
            "request.connections",
            Integer.toString(CONNECTIONS));
    home = node.api().url("");
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
  }

  private static void assertServed() {
    assertThat(Web.get(node.api().url("/webhooks/heygen")).status()).isEqualTo(200);
    assertThat(node.health().status()).isEqualTo(200);
  }

  @Test
  void aHeadThatComesByteByByteIsCutOff() {
    try (RawClient slow = RawClient.to(home)) {
      slow.send(HEAD);

      assertThat(slow.drip("X: y\r\n")).isTrue();
    }
  }

  @Test
  void whoSaysNothingIsCutOff() {
    try (RawClient silent = RawClient.to(home)) {
      assertThat(silent.read()).isEqualTo(-1);
    }
  }

  @Test
  void aBodyThatComesByteByByteIsAnswered408AndCutOff() {
    try (RawClient slow = RawClient.to(home)) {
      slow.send(
          "POST /webhooks/heygen HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n{");

      String answer = slow.readAll();

      assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"too_slow\"", "nosniff");
    }
  }

  @Test
  void aBodyThatDripsIsCutOffToo() {
    try (RawClient slow = RawClient.to(home)) {
      slow.send(
          "POST /api/v1/videos HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n");

      assertThat(slow.drip(" ")).isTrue();
    }
  }

  @Test
  void aConnectionIsKeptForTheNextRequestAndThenClosed() {
    try (RawClient client = RawClient.to(home)) {
      String answers = client.send(HEAD + "\r\n").send(HEAD + "\r\n").readAll();

      assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(3);
    }
  }

  @Test
  void theSecondHeadMustComeInTimeToo() {
    try (RawClient slow = RawClient.to(home)) {
      slow.send(HEAD + "\r\n" + HEAD);

      assertThat(slow.drip("X: y\r\n")).isTrue();
    }
  }

  @Test
  void whoDoesNotReadIsCutOff() {
    String id =
        node.api()
            .post(Api.article("Long", "A long river. ".repeat(14_000)))
            .json()
            .path("id")
            .asText();
    String request = "GET /api/v1/videos/" + id + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    try (RawClient deaf = RawClient.to(home)) {
      deaf.send(request.repeat(100));
      await().during(Duration.ofSeconds(4)).until(() -> node.health().status() == 200);

      String answers = deaf.readAll();

      assertThat(answers.split("HTTP/1.1 200", -1)).hasSizeLessThan(100);
    }
  }

  @Test
  void manySilentConnectionsGiveWayToThoseWhoHaveSomethingToSay() {
    List<RawClient> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 3 * CONNECTIONS; i++) {
        silent.add(RawClient.to(home));
      }
      assertServed();
      assertThat(silent.get(0).read()).isEqualTo(-1);
    } finally {
      silent.forEach(RawClient::close);
    }
  }

  @Test
  void slowHeadsAndBodiesHoldNobodyUp() {
    List<RawClient> slow = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS - 5; i++) {
        String more = i % 2 == 0 ? "" : "Content-Length: 9\r\n\r\n";
        slow.add(
            RawClient.to(home)
                .send("POST /webhooks/heygen HTTP/1.1\r\nHost: 127.0.0.1\r\n" + more));
      }
      assertServed();
      assertThat(node.api().postArticle().status()).isEqualTo(202);
    } finally {
      slow.forEach(RawClient::close);
    }
  }
}
