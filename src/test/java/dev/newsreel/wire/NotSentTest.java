package dev.newsreel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;

class NotSentTest {

  private static final WireLimits LIMITS = WireLimits.within(Duration.ofSeconds(30), 1000);
  private static final WireLimits QUICK = LIMITS.connectWithin(Duration.ofMillis(250));

  @Test
  void aRefusedConnectionSentNothing() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    try (var calls = new CamelCalls(new Wire("test", LIMITS))) {
      var failed = notSent(calls.post("http://127.0.0.1:" + port + "/x", "body"));

      assertThat(failed.reason()).isEqualTo(NotSent.Reason.CONNECT);
      assertThat(failed)
          .hasMessage("The request to 127.0.0.1 was not sent: no connection could be made.");
    }
  }

  @Test
  void anUnknownNameSentNothing() throws IOException {
    try (var calls = new CamelCalls(new Wire("test", LIMITS, null, new NoNames(false)))) {
      var failed = notSent(calls.get("http://nowhere.invalid/x"));

      assertThat(failed.reason()).isEqualTo(NotSent.Reason.NAME);
    }
  }

  @Test
  void aNameServerThatHangsIsGivenUp() throws IOException {
    try (var calls = new CamelCalls(new Wire("test", QUICK, null, new NoNames(true)))) {
      var failed = notSent(calls.get("http://nowhere.invalid/x"));

      assertThat(failed.reason()).isEqualTo(NotSent.Reason.NAME);
    }
  }

  @Test
  void aHostThatSwallowsConnectionsIsGivenUp() throws IOException {
    var fillers = new ArrayList<Socket>();
    try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var calls = new CamelCalls(new Wire("test", QUICK))) {
      fill(full, fillers);

      var failed = notSent(calls.get("http://127.0.0.1:" + full.getLocalPort() + "/x"));

      assertThat(failed.reason()).isEqualTo(NotSent.Reason.CONNECT);
    } finally {
      for (var socket : fillers) {
        socket.close();
      }
    }
  }

  @Test
  void aServerWithoutTlsSentNothing() throws IOException {
    try (var server = new RawServer(talk -> talk.write("HTTP/1.1 400 no\r\n\r\n"));
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      var failed = notSent(calls.get(server.at("/x").replace("http:", "https:")));

      assertThat(failed.reason()).isEqualTo(NotSent.Reason.TLS);
    }
  }

  @Test
  void aHandshakeThatHangsIsGivenUp() throws IOException {
    try (var server = new RawServer(Talk::hang);
        var calls = new CamelCalls(new Wire("test", QUICK))) {
      var failed = notSent(calls.get(server.at("/x").replace("http:", "https:")));

      assertThat(failed.reason()).isEqualTo(NotSent.Reason.TLS);
    }
  }

  @Test
  void theDeadlineAlsoCutsAHandshake() throws IOException {
    var limits =
        WireLimits.within(Duration.ofMillis(400), 1000).connectWithin(Duration.ofMinutes(1));
    try (var server = new RawServer(Talk::hang);
        var calls = new CamelCalls(new Wire("test", limits))) {
      var failed = notSent(calls.get(server.at("/x").replace("http:", "https:")));

      assertThat(failed.reason()).isEqualTo(NotSent.Reason.DEADLINE);
    }
  }

  @Test
  void aFullPoolSentNothing() throws IOException {
    try (var server = hangingServer();
        var calls = new CamelCalls(new Wire("test", QUICK.withConnections(1)))) {
      var first = calls.getLater(server.at("/first"));
      await().untilAtomic(server.requests, is(1));

      var failed = notSent(calls.get(server.at("/second")));

      assertThat(failed.reason()).isEqualTo(NotSent.Reason.POOL);
      assertThat(first).isNotDone();
      assertThat(server.requests).hasValue(1);
    }
  }

  @Test
  void theDeadlineAlsoCutsTheWaitForAConnection() throws IOException {
    var limits =
        WireLimits.within(Duration.ofMillis(600), 1000)
            .connectWithin(Duration.ofMinutes(1))
            .withConnections(1);
    try (var server = hangingServer();
        var busy = new CamelCalls(new Wire("test", limits))) {
      var first = busy.getLater(server.at("/first"));
      var second = busy.getLater(server.at("/second"));

      await().until(() -> first.isDone() && second.isDone());

      assertThat(first.join().getException()).isInstanceOf(IOException.class);
      assertThat(second.join().getException()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aBodyThatCannotBeReadSentNothing() throws IOException {
    try (var server = new RawServer(talk -> talk.readRequest());
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      var body = new SequenceInputStream(new ByteArrayInputStream(new byte[100]), new Broken());

      var failed = notSent(calls.post(server.at("/x"), body));

      assertThat(failed.reason()).isEqualTo(NotSent.Reason.REQUEST);
      assertThat(server.requests).hasValue(0);
    }
  }

  @Test
  void aKeptConnectionWithForeignBytesIsNotUsed() throws IOException {
    var forged = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged";
    try (var server =
            new RawServer(
                talk -> {
                  talk.readRequest();
                  talk.answer("200 OK", "true").write(forged).readRequest();
                });
        var calls = new CamelCalls(new Wire("test", LIMITS))) {
      var first = calls.post(server.at("/x"), "1");

      var failed = notSent(calls.post(server.at("/x"), "2"));

      assertThat(CamelCalls.text(first)).isEqualTo("true");
      assertThat(failed.reason()).isEqualTo(NotSent.Reason.REQUEST);
      assertThat(server.requests).hasValue(1);
    }
  }

  @Test
  void aClosedWireSendsNothing() throws IOException {
    var wire = new Wire("test", LIMITS);
    try (var server = new RawServer(talk -> talk.readRequest());
        var calls = new CamelCalls(wire)) {
      wire.close();

      assertThat(notSent(calls.get(server.at("/x"))).reason()).isEqualTo(NotSent.Reason.POOL);
    }
  }

  private static NotSent notSent(Exchange exchange) {
    assertThat(exchange.getException()).isInstanceOf(NotSent.class);
    return (NotSent) exchange.getException();
  }

  private static RawServer hangingServer() throws IOException {
    return new RawServer(
        talk -> {
          talk.readRequest();
          talk.hang();
        });
  }

  /** Takes every place in the queue of a listener that never accepts. */
  private static void fill(ServerSocket full, List<Socket> fillers) throws IOException {
    for (var i = 0; i < 20; i++) {
      var socket = new Socket();
      fillers.add(socket);
      try {
        socket.connect(full.getLocalSocketAddress(), 200);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
    throw new IllegalStateException("The queue does not fill.");
  }

  /** A name server that knows nothing, at once or never. */
  private static final class NoNames extends SystemDefaultDnsResolver {

    private final boolean hangs;

    NoNames(boolean hangs) {
      this.hangs = hangs;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      if (hangs) {
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      throw new UnknownHostException(host);
    }
  }

  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("disk");
    }

    @Override
    public int read(byte[] bytes, int from, int size) throws IOException {
      return read();
    }
  }
}
