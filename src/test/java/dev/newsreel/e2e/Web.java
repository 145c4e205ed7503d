package dev.newsreel.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import dev.newsreel.redis.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Plain HTTP, with nothing added that a test did not ask for. */
public final class Web {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(60))
          .build();

  private Web() {}

  /** An HTTP answer. */
  public record Reply(int status, Map<String, List<String>> headers, String text) {

    /** Returns the body as JSON. */
    public JsonNode json() {
      return Json.tree(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the first header of that name; empty when there is none. */
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(h -> h.getKey().equalsIgnoreCase(name))
          .map(h -> h.getValue().get(0))
          .findFirst()
          .orElse("");
    }
  }

  /** Reads. */
  public static Reply get(URI url) {
    return call("GET", url, new byte[0]);
  }

  /** Posts JSON. */
  public static Reply postJson(URI url, String body) {
    return call(
        "POST", url, body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
  }

  /** Calls; the headers are names and values in turn. */
  public static Reply call(String method, URI url, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                body.length == 0 && !method.equals("POST")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
      return new Reply(answer.statusCode(), answer.headers().map(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns a port of loopback on which nobody listens. */
  public static int freePort() {
    return FreePorts.next();
  }
}
