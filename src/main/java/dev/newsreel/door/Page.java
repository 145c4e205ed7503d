package dev.newsreel.door;

import dev.newsreel.job.Digest;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of the operator page, from memory. They hold no data and need no key; what they show
 * they ask the API for.
 */
final class Page implements Handler<RoutingContext> {

  /** What the addresses of all files but the first begin with. */
  static final String FOLDER = "/page/";

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " media-src 'self'; connect-src 'self'; manifest-src 'none'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

  private static final List<String> FILES =
      List.of(
          "act.js",
          "api.js",
          "app.js",
          "create.js",
          "dom.js",
          "feeds.js",
          "format.js",
          "icon.svg",
          "live.js",
          "overview.js",
          "parts.js",
          "style.css",
          "video.js",
          "videos.js");

  private final Map<String, Entry> files = new HashMap<>();

  private record Entry(Buffer body, String type, String tag) {}

  /** Reads all files. */
  Page() {
    files.put("/", read("index.html"));
    FILES.forEach(name -> files.put(FOLDER + name, read(name)));
  }

  /** Returns the addresses at which something is found. */
  List<String> paths() {
    return files.keySet().stream().sorted().toList();
  }

  private static Entry read(String name) {
    byte[] body = bytes(name);
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1)) + "; charset=utf-8";
    String digest = Digest.of(body).substring(0, 32);
    return new Entry(Buffer.buffer(body), type, '"' + digest + '"');
  }

  private static byte[] bytes(String name) {
    try (InputStream in = Page.class.getResourceAsStream("page/" + name)) {
      if (in == null) {
        throw new IllegalStateException("The page lacks " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void handle(RoutingContext context) {
    Entry file = files.get(context.normalizedPath());
    HttpServerResponse response = context.response();
    // Asked for again each time, so that a page is never put together from two versions.
    response
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Cache-Control", "no-cache")
        .putHeader("ETag", file.tag());
    if (file.tag().equals(context.request().getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
    } else {
      response.putHeader("Content-Type", file.type()).end(file.body());
    }
  }
}
