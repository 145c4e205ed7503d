package dev.newsreel.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.CompletionException;

/**
 * The simulated providers on one HTTP server: OpenAI at {@code /openai/v1}, HeyGen v3 at {@code
 * /heygen}, Submagic at {@code /submagic}, a feed at {@code /feed.xml}, the films at {@code
 * /files}, and {@code /control} for faults and the bill. Everything runs on one event loop.
 */
public final class Sandbox implements AutoCloseable {
  private static final long MOST_BODY_BYTES = 4L * 1024 * 1024;

  private final Vertx vertx;
  private final Workshop shop;
  private final HeyGenSandbox heygen;
  private final SubmagicSandbox submagic;
  private final OpenAiSandbox openai;
  private final Films films;

  private Sandbox(Vertx vertx, SandboxOptions options, int port) {
    this.vertx = vertx;
    String host = options.host().equals("0.0.0.0") ? "127.0.0.1" : options.host();
    shop =
        new Workshop(
            vertx,
            options,
            "http://" + host + ":" + port,
            new Faults(options.seed()),
            new Bill(),
            new Journal(vertx, options.journal()),
            new Random(options.seed()));
    Webhooks webhooks = new Webhooks(shop);
    films = new Films(shop, film());
    heygen = new HeyGenSandbox(shop, webhooks, films);
    submagic = new SubmagicSandbox(shop, webhooks, films);
    openai = new OpenAiSandbox(shop);
  }

  /**
   * Starts a sandbox; it runs until it is closed.
   *
   * @throws IllegalStateException when its address cannot be listened on, for instance because the
   *     port is taken
   * @throws UncheckedIOException when its journal cannot be read or written
   */
  public static Sandbox start(SandboxOptions options) {
    Vertx vertx = Vertx.vertx(small());
    Promise<Router> router = Promise.promise();
    HttpServerOptions server =
        new HttpServerOptions()
            .setHost(options.host())
            .setPort(options.port())
            .setAcceptBacklog(1024)
            .setHandle100ContinueAutomatically(true);
    try {
      return vertx
          .createHttpServer(server)
          .requestHandler(request -> whenBuilt(router.future(), request))
          .listen()
          .recover(taken -> Future.failedFuture(unheard(options, taken)))
          .map(listening -> new Sandbox(vertx, options, listening.actualPort()).open(router))
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
      throw e.getCause() instanceof RuntimeException reason ? reason : e;
    }
  }

  private static VertxOptions small() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(2)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setClassPathResolvingEnabled(false)
                .setFileCachingEnabled(false));
  }

  /** Returns where it is found, without a slash at the end: {@code http://127.0.0.1:41234}. */
  public URI url() {
    return URI.create(shop.url());
  }

  /** Ends it; the journal is complete afterwards. A repeat does nothing. */
  @Override
  public void close() {
    shop.journal()
        .close()
        .transform(written -> vertx.close())
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private Sandbox open(Promise<Router> opened) {
    shop.journal().replay(this::replay);
    heygen.resume();
    submagic.resume();
    Router router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES));
    openai.addTo(router);
    heygen.addTo(router);
    submagic.addTo(router);
    films.addTo(router);
    new FeedSandbox(shop).addTo(router);
    new Control(shop, this::state, this::reset).addTo(router);
    opened.complete(router);
    return this;
  }

  private void replay(String what, JsonObject entry) {
    heygen.replay(what, entry);
    submagic.replay(what, entry);
    openai.replay(what, entry);
  }

  private JsonObject state() {
    return new JsonObject()
        .put("url", shop.url())
        .put("heygen", heygen.state())
        .put("submagic", submagic.state());
  }

  private void reset() {
    heygen.clear();
    submagic.clear();
    shop.bill().clear();
    shop.faults().clear();
    shop.journal().clear();
  }

  private static void whenBuilt(Future<Router> router, HttpServerRequest request) {
    if (router.isComplete()) {
      router.result().handle(request);
    } else {
      request.pause();
      router.onSuccess(
          built -> {
            built.handle(request);
            request.resume();
          });
    }
  }

  private static IllegalStateException unheard(SandboxOptions options, Throwable cause) {
    return new IllegalStateException(
        "The sandbox cannot listen on %s:%d: %s"
            .formatted(options.host(), options.port(), cause.getMessage()),
        cause);
  }

  private static Buffer film() {
    try (InputStream in = Sandbox.class.getResourceAsStream("/sandbox/video.mp4")) {
      if (in == null) {
        throw new IllegalStateException("The sandbox lacks its film /sandbox/video.mp4");
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
