package dev.newsreel.door;

import dev.newsreel.settings.Settings;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server for all that comes from outside. It is our own and not the one that Camel starts,
 * because that one knows neither limits nor timeouts.
 */
public final class PublicServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PublicServer.class);
  private static final long START_SECONDS = 30;
  private static final long LOOK_MILLIS = 250;

  private final Vertx vertx;
  private final Settings settings;
  private final Entrance entrance;
  private final Tls tls;
  private final Bodies bodies;
  private final VertxPlatformHttpRouter router;
  private final Connections connections;
  private final Rejections rejections;
  private final Tls.Loaded loaded;
  private volatile HttpServer server;

  /**
   * Makes a server that does not listen yet.
   *
   * @param entrance what every call passes first
   */
  public PublicServer(VertxOptions options, Settings settings, Entrance entrance) {
    this.vertx = Vertx.vertx(options);
    this.settings = settings;
    this.entrance = entrance;
    this.tls = Tls.of(settings, Clock.systemUTC());
    this.bodies = new Bodies(settings);
    this.router = new Routes(Router.router(new FreeReads(vertx)));
    this.connections =
        new Connections(
            settings.number("request.connections"),
            Connections.Patience.of(
                settings.duration("request.head-timeout"),
                settings.duration("request.body-timeout"),
                settings.duration("request.idle-timeout")));
    this.rejections = new Rejections(entrance.answers());
    entrance.install(router);
    bodies.install(router);
    this.loaded = tls == null ? null : tls.load();
  }

  /** Hands the router to Camel's consumers, with our limit of bodies. */
  private final class Routes extends VertxPlatformHttpRouter {

    Routes(Router router) {
      super(null, vertx, router, getRouterNameFromPort(port()));
    }

    @Override
    public Handler<RoutingContext> bodyHandler() {
      return bodies.usual();
    }
  }

  /** Returns what hands out the calls. Camel looks it up by its name. */
  public VertxPlatformHttpRouter router() {
    return router;
  }

  /** Returns the port at which it listens. */
  public int port() {
    return settings.number("port");
  }

  /**
   * Begins to listen.
   *
   * @return makes it answer all new calls with 503, while what is being worked at goes on
   * @throws Exception when the address cannot be had
   */
  public AutoCloseable open() throws Exception {
    Doors.answerWithProblems(router);
    CompletableFuture<HttpServer> listening = new CompletableFuture<>();
    // All on one event loop: the list of connections needs no locks then.
    vertx.getOrCreateContext().runOnContext(go -> listen(listening));
    server = listening.get(START_SECONDS, TimeUnit.SECONDS);
    if (tls != null) {
      new TlsWatch(vertx, tls, server).begin(settings.duration("tls.check"));
    }
    return entrance::close;
  }

  private void listen(CompletableFuture<HttpServer> listening) {
    vertx.setPeriodic(LOOK_MILLIS, tick -> cutOff());
    vertx
        .createHttpServer(options())
        .requestHandler(this::handle)
        .invalidRequestHandler(rejections::unreadable)
        .connectionHandler(c -> connections.opened(c, System.nanoTime()))
        .exceptionHandler(e -> LOG.debug("A connection failed", e))
        .listen(settings.number("port"), settings.text("host"))
        .onSuccess(listening::complete)
        .onFailure(listening::completeExceptionally);
  }

  private HttpServerOptions options() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxInitialLineLength(settings.number("request.max-url-bytes"))
            .setMaxHeaderSize(settings.number("request.max-header-bytes"))
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeout((int) settings.duration("request.idle-timeout").toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setSslHandshakeTimeout(settings.duration("request.head-timeout").toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    return loaded == null
        ? options
        : options
            .setSsl(true)
            .setEnabledSecureTransportProtocols(Tls.PROTOCOLS)
            .setKeyCertOptions(loaded.options());
  }

  private void handle(HttpServerRequest request) {
    if (!connections.began(request, System.nanoTime())) {
      request.connection().close();
      return;
    }
    entrance.answers().prepare(request.response());
    if (!Calls.isReadable(request)) {
      rejections.unreadable(request);
      return;
    }
    if (request.headers().contains("Transfer-Encoding")) {
      request.response().putHeader("Connection", "close");
    }
    router.handle(request);
  }

  private void cutOff() {
    for (HttpServerRequest request : connections.look(System.nanoTime())) {
      rejections.tooSlow(request);
    }
  }

  /** Closes all connections. A repeat is harmless. */
  @Override
  public void close() {
    CompletableFuture<Void> closed = vertx.close().toCompletionStage().toCompletableFuture();
    closed.orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
  }
}
