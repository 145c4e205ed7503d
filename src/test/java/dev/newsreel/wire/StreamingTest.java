package dev.newsreel.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class StreamingTest {

  private static final WireLimits LIMITS = WireLimits.streaming(Duration.ofSeconds(2), 1L << 30);

  @Test
  void handsOnTheFirstBytesBeforeTheLastAreSent() throws Exception {
    var firstRead = new CountDownLatch(1);
    try (var server =
            new RawServer(
                talk -> {
                  talk.readRequest();
                  talk.write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc");
                  await().until(() -> firstRead.getCount() == 0);
                  talk.write("def").hang();
                });
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      var read =
          streamed(
              calls,
              server,
              body -> {
                var first = new String(body.readNBytes(3), US_ASCII);
                firstRead.countDown();
                return first + new String(body.readAllBytes(), US_ASCII);
              });

      assertThat(read).isEqualTo("abcdef");
    }
  }

  @Test
  void silenceInTheMiddleIsAnUnknownOutcome() throws Exception {
    try (var server =
            new RawServer(
                talk -> {
                  talk.readRequest();
                  talk.write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc").hang();
                });
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      assertThatThrownBy(
              () -> streamed(calls, server, body -> Integer.toString(body.readAllBytes().length)))
          .isInstanceOfSatisfying(
              OutcomeUnknown.class,
              e -> assertThat(e.reason()).isEqualTo(OutcomeUnknown.Reason.SILENCE));
    }
  }

  @Test
  void closingEarlyDropsTheConnectionInsteadOfReadingOn() throws Exception {
    var gone = new AtomicBoolean();
    try (var server =
            new RawServer(
                talk -> {
                  talk.readRequest();
                  talk.write("HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\nabc");
                  try {
                    talk.hang();
                  } finally {
                    gone.set(true);
                  }
                });
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      var read = streamed(calls, server, body -> Integer.toString(body.read()));

      assertThat(read).isEqualTo("97");
      await().untilTrue(gone);
    }
  }

  /**
   * Runs a route that reads the body as a stream, and gives what it read or throws what reading
   * threw.
   */
  private static String streamed(CamelCalls calls, RawServer server, Reader reader)
      throws Exception {
    var read = new AtomicReference<String>();
    calls.camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:stream")
                .streamCache("false")
                .to(server.at("/x") + CamelCalls.PARAMETERS + "&disableStreamCache=true")
                .process(exchange -> read.set(reader.read(streamOf(exchange))));
          }
        });
    var done = calls.template.request("direct:stream", exchange -> {});
    if (done.getException() != null) {
      throw done.getException();
    }
    return read.get();
  }

  private static InputStream streamOf(Exchange exchange) {
    return exchange.getMessage().getBody(InputStream.class);
  }

  @FunctionalInterface
  private interface Reader {
    String read(InputStream body) throws IOException;
  }
}
