package dev.newsreel.e2e;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.newsreel.job.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Stands before simulated providers, notes the tokens of our links that pass, and has one provider
 * refuse every call with a message that repeats the key and a signed link.
 */
final class EchoingProviders implements AutoCloseable {

  private static final Pattern TOKENS =
      Pattern.compile("/(?:relay|webhooks/submagic)/v_\\w+\\.\\d+\\.([A-Za-z0-9_-]{16,})");
  private static final List<String> PASSED =
      List.of("Content-Type", "X-Api-Key", "Authorization", "Idempotency-Key");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private final URI sandbox;
  private final HttpServer server;
  private volatile String refusing = "none";
  private volatile int status;

  EchoingProviders(URI sandbox) {
    this.sandbox = sandbox;
    try {
      var free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      this.server = HttpServer.create(free, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Has this provider answer every call with this status from now on, and no other. */
  void refuse(String provider, int with) {
    status = with;
    refusing = provider;
  }

  /** Returns the secret parts of the links that we have given to providers. */
  Set<String> tokens() {
    return Set.copyOf(tokens);
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void answer(HttpExchange call) throws IOException {
    byte[] body = call.getRequestBody().readAllBytes();
    String said = new String(body, StandardCharsets.UTF_8).replace("\\/", "/");
    TOKENS.matcher(said).results().forEach(token -> tokens.add(token.group(1)));
    if (call.getRequestURI().getPath().startsWith("/" + refusing)) {
      send(call, status, refusal(call.getRequestHeaders()));
    } else {
      pass(call, body);
    }
  }

  private static byte[] refusal(Headers headers) {
    String message =
        "Refused %s %s for https://files.example/f.mp4?X-Amz-Signature=planted-signature-1"
            .formatted(headers.getFirst("X-Api-Key"), headers.getFirst("Authorization"));
    Map<String, Object> error = Map.of("code", "bad_thing", "message", message, "type", "bad");
    return Json.write(Map.of("error", error, "message", message)).getBytes(StandardCharsets.UTF_8);
  }

  private void pass(HttpExchange call, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(sandbox + call.getRequestURI().toString()))
            .method(call.getRequestMethod(), BodyPublishers.ofByteArray(body));
    for (String name : PASSED) {
      String value = call.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    try {
      HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
      send(call, answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange call, int status, byte[] body) throws IOException {
    call.getResponseHeaders().add("Content-Type", "application/json");
    call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    call.getResponseBody().write(body);
    call.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
