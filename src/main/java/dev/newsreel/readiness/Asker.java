package dev.newsreel.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import dev.newsreel.settings.Settings;
import dev.newsreel.wire.Fetch;
import dev.newsreel.wire.Wire;
import dev.newsreel.wire.WireLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Asks addresses of the settings, each once. */
public final class Asker implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final long MOST_BYTES = 4_000_000;

  private final Wire wire;

  /** Opens one; it waits for an answer no longer than 20 seconds. */
  public Asker(Settings settings) {
    WireLimits limits = WireLimits.within(LONGEST, MOST_BYTES);
    this.wire = new Wire("check", limits.connectWithin(settings.duration("connect.timeout")));
  }

  /** An answer; the body is a missing node when it is no JSON. */
  record Answer(int status, JsonNode body) {}

  /** Returns what makes calls, for those who need more than one answer. */
  public Fetch fetch() {
    return wire.fetch();
  }

  Answer get(String address, Map<String, String> headers) throws IOException {
    try {
      Fetch.Opened opened = wire.fetch().call("GET", URI.create(address), headers);
      try (InputStream body = opened.body()) {
        return new Answer(opened.status(), Json.tree(body.readAllBytes()));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("The address cannot be read", e);
    }
  }

  /** Asks an address that shows a certificate which only we know. */
  static Answer getTrusting(SSLContext trust, String address) throws IOException {
    HttpClient client = HttpClient.newBuilder().sslContext(trust).connectTimeout(LONGEST).build();
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(LONGEST).build();
    try {
      HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), Json.tree(answer.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Returns why there was no answer, as the end of a sentence. */
  static String cause(IOException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String kind =
        switch (root.getClass().getSimpleName()) {
          case "UnknownHostException" -> "its name is unknown";
          case "ConnectException", "HttpHostConnectException" -> "nobody listens there";
          case "SocketTimeoutException", "ConnectTimeoutException" -> "it does not answer in time";
          case "SSLHandshakeException", "CertificateException", "ValidatorException" ->
              "its TLS certificate is not trusted";
          default -> null;
        };
    return kind == null ? String.valueOf(failure.getMessage()) : kind;
  }

  @Override
  public void close() {
    wire.close();
  }
}
