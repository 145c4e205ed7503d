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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** Takes what is sent to a collector of traces or to Sentry. */
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
  private final HttpServer server;

  private Ingest(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  static Ingest start() {
    try {
      var free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      return new Ingest(HttpServer.create(free, 0));
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
    byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().add("Content-Type", "application/json");
    call.sendResponseHeaders(200, answer.length);
    call.getResponseBody().write(answer);
    call.close();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  List<Sent> sent() {
    return List.copyOf(sent);
  }

  List<SentSpan> spans() {
    return sent.stream()
        .filter(s -> s.path().equals("/v1/traces"))
        .flatMap(s -> SentSpan.all(s.body()).stream())
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
