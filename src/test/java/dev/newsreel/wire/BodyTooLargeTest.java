package dev.newsreel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyTooLargeTest {

  private static final WireLimits LIMITS = WireLimits.within(Duration.ofSeconds(20), 10_000);

  @Test
  void aBodyOfExactlyTheLimitIsRead() throws IOException {
    try (var server = answering(talk -> talk.answer("200 OK", "x".repeat(10_000)));
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      assertThat(CamelCalls.text(calls.get(server.at("/x")))).hasSize(10_000);
    }
  }

  @Test
  void anAnnouncedLengthPastTheLimitIsNotRead() throws IOException {
    expectTooLarge(talk -> talk.write("HTTP/1.1 200 OK\r\nContent-Length: 10001\r\n\r\n").hang());
  }

  @Test
  void anEndlessBodyIsCut() throws IOException {
    expectTooLarge(
        talk -> {
          talk.write("HTTP/1.1 200 OK\r\n\r\n");
          while (true) {
            talk.write("x".repeat(8192));
          }
        });
  }

  @Test
  void endlessChunksAreCut() throws IOException {
    expectTooLarge(
        talk -> {
          talk.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          while (true) {
            talk.write("400\r\n" + "x".repeat(1024) + "\r\n");
          }
        });
  }

  @Test
  void aGzipBombIsCut() throws IOException {
    var bomb = Gzip.of(new byte[5_000_000]);
    expectTooLarge(
        talk ->
            talk.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n")
                .write("Content-Length: " + bomb.length + "\r\n\r\n")
                .write(bomb));
  }

  @Test
  void aBombThatCamelWouldUnpackDoesNotReachIt() throws IOException {
    var bomb = Gzip.of(Gzip.of(new byte[50_000_000]));
    try (var server =
            answering(
                talk ->
                    talk.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n")
                        .write("Content-Length: " + bomb.length + "\r\n\r\n")
                        .write(bomb));
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      assertThat(calls.get(server.at("/x")).getException()).isInstanceOf(OutcomeUnknown.class);
    }
  }

  @Test
  void bytesPastAnAnnouncedLengthAreNotRead() throws IOException {
    try (var server =
            answering(
                talk -> talk.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n" + "true, not"));
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      assertThat(CamelCalls.text(calls.get(server.at("/x")))).isEqualTo("true");
    }
  }

  private static void expectTooLarge(RawServer.Script script) throws IOException {
    try (var server = answering(script);
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      var answered = calls.get(server.at("/x"));

      assertThat(answered.getException())
          .isInstanceOf(BodyTooLarge.class)
          .hasMessage("The answer is larger than 10000 bytes.");
    }
  }

  private static RawServer answering(RawServer.Script script) throws IOException {
    return new RawServer(
        talk -> {
          talk.readRequest();
          script.serve(talk);
        });
  }
}
