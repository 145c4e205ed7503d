package dev.newsreel.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A webhook receiver on loopback that keeps what it got; answers 200 unless told otherwise. */
final class Receiver implements AutoCloseable {
  final List<Message> messages = new CopyOnWriteArrayList<>();
  final List<String> methods = new CopyOnWriteArrayList<>();
  final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final HttpServer server;

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    server.createContext("/", this::receive);
    server.setExecutor(threads);
    server.start();
  }

  record Message(String path, Map<String, List<String>> headers, String text) {
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).get(0);
    }

    byte[] body() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      methods.add(exchange.getRequestMethod());
      int answer = 200;
      if (exchange.getRequestMethod().equals("POST")) {
        Integer told = answers.poll();
        answer = told == null ? 200 : told;
        String path = exchange.getRequestURI().toString();
        messages.add(new Message(path, Map.copyOf(exchange.getRequestHeaders()), body));
      }
      exchange.sendResponseHeaders(answer, -1);
    }
  }
}
