package dev.newsreel.wire;

import static dev.newsreel.wire.CamelCalls.status;
import static dev.newsreel.wire.CamelCalls.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

  private static final WireLimits LIMITS = WireLimits.within(Duration.ofSeconds(20), 100_000);

  @ParameterizedTest
  @ValueSource(strings = {"503 Busy", "429 Slow", "500 Oops", "401 Who", "302 There", "408 Late"})
  void anyStatusIsAnAnswerAndIsAskedForOnce(String status) throws IOException {
    try (var server =
            new RawServer(
                talk -> {
                  talk.readRequest();
                  talk.answer(
                      status,
                      "Retry-After: 0",
                      "Location: /elsewhere",
                      "WWW-Authenticate: Basic realm=\"x\"",
                      "no");
                  talk.readRequest();
                });
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      var answered = calls.post(server.at("/x"), "body");

      assertThat(answered.getException()).isNull();
      assertThat(status(answered)).isEqualTo(Integer.parseInt(status.substring(0, 3)));
      assertThat(text(answered)).isEqualTo("no");
      await().during(Duration.ofMillis(200)).until(() -> server.requests.get() == 1);
    }
  }

  @Test
  void connectionsAreKeptWhateverTheSizeOfAnswers() throws IOException {
    var large = "x".repeat(50_000);
    try (var server =
            new RawServer(
                talk -> {
                  while (true) {
                    var head = talk.readRequest();
                    talk.answer("200 OK", "Set-Cookie: a=b", head.contains("large") ? large : "ok");
                  }
                });
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      var answers = List.of("/small", "/large", "/small", "/large");

      var bodies = answers.stream().map(path -> text(calls.get(server.at(path)))).toList();

      assertThat(bodies).containsExactly("ok", large, "ok", large);
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void sendsNoCookiesAndAsksForNothingFancy() throws IOException {
    var heads = new CopyOnWriteArrayList<String>();
    try (var server =
            new RawServer(
                talk -> {
                  while (true) {
                    heads.add(talk.readRequest());
                    talk.answer("200 OK", "Set-Cookie: a=b; Path=/", "ok");
                  }
                });
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      var unused = List.of(calls.get(server.at("/1")), calls.get(server.at("/1")));

      assertThat(heads).hasSize(2);
      assertThat(heads.get(1))
          .contains("Accept-Encoding: gzip\r\n")
          .doesNotContain("Cookie", "Expect", "Upgrade");
    }
  }

  @Test
  void aConnectionThatTheServerClosedMeanwhileIsReplaced() throws IOException {
    var closed = new AtomicBoolean();
    try (var server =
            new RawServer(
                talk -> {
                  talk.readRequest();
                  talk.answer("200 OK", "ok");
                  talk.socket.close();
                  closed.set(true);
                });
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      var first = calls.post(server.at("/x"), "1");
      await().untilTrue(closed);

      var second = calls.post(server.at("/x"), "2");

      assertThat(text(first)).isEqualTo("ok");
      assertThat(text(second)).isEqualTo("ok");
      assertThat(server.requests).hasValue(2);
      assertThat(server.connections).hasValue(2);
    }
  }

  @Test
  void skipsContinueAndHints() throws IOException {
    try (var server =
            new RawServer(
                talk -> {
                  talk.readRequest();
                  talk.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: a\r\n\r\n")
                      .answer("200 OK", "ok");
                });
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      assertThat(text(calls.post(server.at("/x"), "body"))).isEqualTo("ok");
    }
  }

  @Test
  void anAnswerBeforeTheEndOfTheRequestIsAnAnswer() throws IOException {
    try (var server =
            new RawServer(
                talk -> {
                  talk.readHead();
                  talk.answer("413 Too large", "Connection: close", "no").hang();
                });
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      var answered = calls.post(server.at("/x"), new byte[20_000_000]);

      assertThat(answered.getException()).isNull();
      assertThat(status(answered)).isEqualTo(413);
    }
  }

  @Test
  void answersWithoutBodyAreComplete() throws IOException {
    try (var server =
            new RawServer(
                talk -> {
                  talk.readRequest();
                  talk.write("HTTP/1.1 204 No Content\r\n\r\n").readRequest();
                  talk.write("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n");
                });
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      var empty = calls.get(server.at("/x"));
      var head =
          calls.request(
              server.at("/x"),
              exchange -> exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "HEAD"));

      assertThat(status(empty)).isEqualTo(204);
      assertThat(status(head)).isEqualTo(200);
      assertThat(head.getMessage().getHeader("Content-Length")).isEqualTo("999999999");
      assertThat(server.connections).hasValue(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gunzipsWhatIsGzippedAndOnlyThat(boolean gzipped) throws IOException {
    var plain = "Déjà vu ".repeat(3000).getBytes(UTF_8);
    var body = gzipped ? Gzip.of(plain) : plain;
    try (var server =
            new RawServer(
                talk -> {
                  while (true) {
                    talk.readRequest();
                    talk.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n")
                        .write("Content-Length: " + body.length + "\r\n\r\n")
                        .write(body);
                  }
                });
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      var first = calls.get(server.at("/x"));
      var second = calls.get(server.at("/x"));

      assertThat(first.getMessage().getBody(byte[].class)).isEqualTo(plain);
      assertThat(second.getMessage().getBody(byte[].class)).isEqualTo(plain);
      assertThat(first.getMessage().getHeader("Content-Encoding")).isNull();
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void aFailedStatusThrownByCamelStillCarriesTheBody() throws IOException {
    try (var server =
            new RawServer(
                talk -> {
                  talk.readRequest();
                  talk.answer("422 Bad", "{\"code\":\"x\"}");
                });
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      var failed =
          calls.template.request(server.at("/x") + "?httpClientConfigurer=#wire", exchange -> {});

      assertThat(failed.getException())
          .isInstanceOfSatisfying(
              HttpOperationFailedException.class,
              e -> assertThat(e.getResponseBody()).isEqualTo("{\"code\":\"x\"}"));
    }
  }
}
