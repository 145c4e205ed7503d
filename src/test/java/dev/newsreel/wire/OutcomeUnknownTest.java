package dev.newsreel.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.newsreel.wire.OutcomeUnknown.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeUnknownTest {

  private static final WireLimits LIMITS = WireLimits.within(Duration.ofSeconds(20), 100_000);
  private static final WireLimits SHORT = WireLimits.within(Duration.ofSeconds(1), 100_000);
  private static final Duration LONG_BEFORE_THE_DRIP_ENDS = Duration.ofSeconds(30);

  static Stream<Arguments> breaks() {
    return Stream.of(
        script("closed unanswered", Reason.BROKEN, talk -> {}),
        script("reset unanswered", Reason.BROKEN, Talk::reset),
        script("headers only", Reason.BROKEN, talk -> talk.write("HTTP/1.1 200 OK\r\nA: b\r\n")),
        script("cut short", Reason.BROKEN, talk -> talk.write(head("Content-Length: 50") + "abc")),
        script("reset in the body", Reason.BROKEN, OutcomeUnknownTest::resetInTheBody),
        script("cut chunk", Reason.BROKEN, talk -> talk.write(chunked() + "A\r\nabc")),
        script("no last chunk", Reason.BROKEN, talk -> talk.write(chunked() + "3\r\nabc\r\n")),
        script("broken chunk", Reason.GARBAGE, talk -> talk.write(chunked() + "zz\r\nabc\r\n")),
        script("no status line", Reason.GARBAGE, talk -> talk.write("SSH-2.0-x\r\n".repeat(20))),
        script("a bad header", Reason.GARBAGE, talk -> talk.write(head("no colon") + "abc")),
        script("switched protocols", Reason.GARBAGE, talk -> talk.write("HTTP/1.1 101 a\r\n\r\n")),
        script("only continue", Reason.BROKEN, talk -> talk.write("HTTP/1.1 100 Continue\r\n\r\n")),
        script(
            "brotli", Reason.GARBAGE, talk -> talk.answer("200 OK", "Content-Encoding: br", "x")),
        script("cut gzip", Reason.BROKEN, OutcomeUnknownTest::cutGzip));
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void anAnswerThatIsNotWholeLeavesTheOutcomeUnknown(RawServer.Script script, Reason reason)
      throws IOException {
    try (var server = answering(script);
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      var failed = unknown(calls.post(server.at("/x"), "body"));

      assertThat(failed.reason()).isEqualTo(reason);
      assertThat(failed).hasMessageStartingWith("The request to 127.0.0.1 was sent");
      assertThat(server.requests).hasValue(1);
    }
  }

  static Stream<Arguments> delays() {
    return Stream.of(
        argumentSet("never read", (RawServer.Script) Talk::hang),
        argumentSet("read, never answered", afterRequest(Talk::hang)),
        argumentSet("dripping header", afterRequest(t -> t.write("HTTP/1.1 200 ").drip("x"))),
        argumentSet(
            "endless headers", afterRequest(t -> t.write("HTTP/1.1 200 OK\r\n").drip("a: b\r\n"))),
        argumentSet(
            "endless continue", afterRequest(t -> t.drip("HTTP/1.1 102 Processing\r\n\r\n"))),
        argumentSet(
            "dripping body", afterRequest(t -> t.write(head("Content-Length: 600")).drip("x"))),
        argumentSet("dripping chunks", afterRequest(t -> t.write(chunked()).drip("1\r\nx\r\n"))),
        argumentSet("dripping chunk size", afterRequest(t -> t.write(chunked()).drip("0"))));
  }

  @ParameterizedTest
  @MethodSource("delays")
  void theDeadlineCutsWhateverTheServerDoes(RawServer.Script script) throws IOException {
    try (var server = new RawServer(script);
        var calls = new CamelCalls(new Wire("test", SHORT))) {
      var failed =
          assertTimeout(
              LONG_BEFORE_THE_DRIP_ENDS, () -> unknown(calls.post(server.at("/x"), "body")));

      assertThat(failed.reason()).isEqualTo(Reason.DEADLINE);
    }
  }

  @Test
  void theDeadlineCutsARequestThatNobodyReads() throws IOException {
    var tooMuchForSocketBuffers = new byte[40_000_000];
    try (var server = answering(talk -> talk.drip(""));
        var calls = new CamelCalls(new Wire("test", SHORT))) {
      var failed =
          assertTimeout(
              LONG_BEFORE_THE_DRIP_ENDS,
              () -> unknown(calls.post(server.at("/x"), tooMuchForSocketBuffers)));

      assertThat(failed.reason()).isEqualTo(Reason.DEADLINE);
    }
  }

  @Test
  void silenceEndsACallWithoutDeadline() throws IOException {
    var streaming = WireLimits.streaming(Duration.ofMillis(300), 1000);
    try (var server = new RawServer(afterRequest(Talk::hang));
        var calls = new CamelCalls(new Wire("test", streaming))) {
      var failed = unknown(calls.post(server.at("/x"), "body"));

      assertThat(failed.reason()).isEqualTo(Reason.SILENCE);
    }
  }

  @Test
  void aKeptConnectionThatBreaksUnderAPostIsNotTriedAgain() throws IOException {
    try (var server =
            new RawServer(
                talk -> {
                  talk.readRequest();
                  talk.answer("200 OK", "first").readRequest();
                });
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      var first = calls.post(server.at("/x"), "1");

      var failed = unknown(calls.post(server.at("/x"), "2"));

      assertThat(CamelCalls.status(first)).isEqualTo(200);
      assertThat(failed.reason()).isEqualTo(Reason.BROKEN);
      assertThat(server.requests).hasValue(2);
      assertThat(server.connections).hasValue(1);
    }
  }

  private static OutcomeUnknown unknown(Exchange exchange) {
    assertThat(exchange.getException()).isInstanceOf(OutcomeUnknown.class);
    return (OutcomeUnknown) exchange.getException();
  }

  private static RawServer answering(RawServer.Script script) throws IOException {
    return new RawServer(
        talk -> {
          // the body of a huge request stays unread
          if (talk.readHead().contains("Content-Length: 4\r\n")) {
            talk.socket.getInputStream().readNBytes(4);
          }
          script.serve(talk);
        });
  }

  private static RawServer.Script afterRequest(RawServer.Script script) {
    return talk -> {
      talk.readRequest();
      script.serve(talk);
    };
  }

  private static Arguments script(String name, Reason reason, RawServer.Script script) {
    return argumentSet(name, script, reason);
  }

  private static void resetInTheBody(Talk talk) throws IOException {
    talk.write(head("Content-Length: 50") + "abc").reset();
  }

  private static void cutGzip(Talk talk) throws IOException {
    var whole = Gzip.of("x".repeat(5000).getBytes(US_ASCII));
    talk.write(head("Content-Encoding: gzip")).write(Arrays.copyOf(whole, 20));
  }

  private static String head(String header) {
    return "HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n";
  }

  private static String chunked() {
    return head("Transfer-Encoding: chunked");
  }
}
