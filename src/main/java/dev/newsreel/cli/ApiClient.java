package dev.newsreel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** Calls a running node. Nothing is repeated here, and redirects are not followed. */
final class ApiClient {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  // A feed or page that is named in a request is read before the answer.
  private static final Duration ANSWER = Duration.ofMinutes(2);

  private final URI home;
  private final String key;
  private final HttpClient http;

  /**
   * Makes a caller of one node.
   *
   * @param key the API key; null for none
   * @param trust whom to trust; null for whom this Java trusts
   */
  ApiClient(URI home, String key, SSLContext trust) {
    this.home = home;
    this.key = key;
    HttpClient.Builder http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT);
    this.http = (trust == null ? http : http.sslContext(trust)).build();
  }

  /**
   * An answer.
   *
   * @param retryAfter how long the node wants us to wait; null when it does not say
   * @param replayed whether it was given before, to the same request
   */
  record Reply(int status, JsonNode body, Duration retryAfter, boolean replayed) {

    boolean ok() {
      return status >= 200 && status < 300;
    }

    /** Returns the body of a good answer. */
    JsonNode orFail() {
      if (!ok()) {
        throw new Refused(status, body).asFailure();
      }
      return body;
    }
  }

  /** Returns where the node is. */
  URI home() {
    return home;
  }

  /**
   * Reads.
   *
   * @throws IOException when there is no answer
   */
  Reply get(String path) throws IOException {
    return send(request(path).GET());
  }

  /**
   * Posts JSON.
   *
   * @param headers further headers
   * @throws IOException when there is no answer; it may have been carried out
   */
  Reply post(String path, JsonNode body, Map<String, String> headers) throws IOException {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(body)));
    headers.forEach(request::header);
    return send(request);
  }

  /** Returns what is told when nobody answers. */
  CommandFailed unreachable(IOException why) {
    if (why instanceof SSLException) {
      return new CommandFailed(
          ExitCode.FAILED,
          "%s shows a certificate that is not trusted (%s); --cacert names one that is"
              .formatted(home, why.getMessage()));
    }
    String cause = why.getMessage() == null ? "" : " (" + why.getMessage() + ")";
    return new CommandFailed(
        ExitCode.FAILED,
        "Nobody answers at %s%s; is Newsreel running there? --server names another address"
            .formatted(home, cause));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(home + path))
            .timeout(ANSWER)
            .header("Accept", "application/json");
    return key == null ? request : request.header("Authorization", "Bearer " + key);
  }

  private Reply send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      String wait = answer.headers().firstValue("Retry-After").orElse("");
      return new Reply(
          answer.statusCode(),
          Json.tree(answer.body()),
          wait.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(wait)) : null,
          answer.headers().firstValue("Idempotent-Replayed").isPresent());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
