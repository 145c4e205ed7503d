package dev.newsreel.sandbox;

import dev.newsreel.Patience;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A client of one sandbox that sends the right key everywhere. */
final class Caller {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI url;

  Caller(Sandbox sandbox) {
    url = sandbox.url();
  }

  static SandboxOptions quick(Map<String, String> more) {
    Map<String, String> settings = new java.util.HashMap<>();
    settings.put("heygen.render", "60ms");
    settings.put("submagic.render", "60ms");
    settings.put("openai.reply", "0");
    settings.putAll(more);
    return SandboxOptions.of(settings);
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, Object body, String... headers) {
    return send(posting(path, body, headers));
  }

  CompletableFuture<HttpResponse<String>> postLater(String path, Object body, String... headers) {
    return client.sendAsync(posting(path, body, headers).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofString());
  }

  <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request.build(), handler);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder request(String path) {
    URI target = path.startsWith("http") ? URI.create(path) : URI.create(url + path);
    return HttpRequest.newBuilder(target)
        .timeout(Patience.LONG)
        .header("x-api-key", "test-key")
        .header("Authorization", "Bearer test-key");
  }

  JsonObject bill() {
    return json(get("/control/bill"));
  }

  void fault(String rule) {
    HttpResponse<String> answer =
        send(request("/control/faults").POST(BodyPublishers.ofString("[" + rule + "]")));
    if (answer.statusCode() != 200) {
      throw new IllegalArgumentException(answer.body());
    }
  }

  String createVideo(String callbackId) {
    return json(post("/heygen/v3/videos", video(callbackId)))
        .getJsonObject("data")
        .getString("video_id");
  }

  JsonObject getVideo(String id) {
    return json(get("/heygen/v3/videos/" + id)).getJsonObject("data");
  }

  JsonObject getProject(String id) {
    return json(get("/submagic/v1/projects/" + id));
  }

  static JsonObject video(String callbackId) {
    return new JsonObject()
        .put("type", "avatar")
        .put("avatar_id", "Abigail_newsroom_front")
        .put("voice_id", "v-en-clara")
        .put("script", "one two three ".repeat(10).strip())
        .put("title", "news " + callbackId)
        .put("callback_id", callbackId);
  }

  static JsonObject project(String title, String videoUrl) {
    return new JsonObject().put("title", title).put("language", "en").put("videoUrl", videoUrl);
  }

  static JsonObject json(HttpResponse<String> answer) {
    return new JsonObject(answer.body());
  }

  private HttpRequest.Builder posting(String path, Object body, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    return headers.length == 0 ? request : request.headers(headers);
  }
}
