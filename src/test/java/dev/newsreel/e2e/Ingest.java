package dev.newsreel.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/**
 * Takes what is sent to a collector of traces or to Sentry, and answers well, badly or not at all.
 */
final class Ingest implements AutoCloseable {

  /** One request. */
  @SuppressWarnings("ArrayRecordComponent")
  record Sent(String path, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;
  private final Manner manner;

  /** How it answers. */
  enum Manner {
    /** As it should. */
    WELL,
    /** With an error, and nothing that can be read. */
    NONSENSE,
    /** Takes what is sent, and never says a word. */
    SILENT
  }

  private Ingest(HttpServer server, Manner manner) {
    this.server = server;
    this.manner = manner;
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  static Ingest start() {
    return start(Manner.WELL);
  }

  static Ingest start(Manner manner) {
    try {
      var free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      return new Ingest(HttpServer.create(free, 0), manner);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(HttpExchange call) throws IOException {
    byte[] body = call.getRequestBody().readAllBytes();
    if ("gzip".equals(call.getRequestHeaders().getFirst("Content-Encoding"))) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    sent.add(new Sent(call.getRequestURI().getPath(), body));
    if (manner == Manner.SILENT) {
      awaitClose();
    } else {
      answer(call);
    }
    call.close();
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange call) throws IOException {
    boolean well = manner == Manner.WELL;
    byte[] answer = (well ? "{}" : "<html>\u0000").getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().add("Content-Type", "application/json");
    call.sendResponseHeaders(well ? 200 : 500, answer.length);
    call.getResponseBody().write(answer);
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** Returns what was sent to an address. */
  List<Sent> sentTo(String path) {
    return sent.stream().filter(s -> s.path().equals(path)).toList();
  }

  List<SentSpan> spans() {
    return sentTo("/v1/traces").stream().flatMap(s -> SentSpan.all(s.body()).stream()).toList();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
