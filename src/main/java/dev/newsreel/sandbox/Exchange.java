package dev.newsreel.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/** One request and its answer, which a fault may spoil on its way out. */
final class Exchange {
  private static final int DRIPS = 10;

  private final RoutingContext context;
  private final Provider provider;
  private final FaultRule fault;

  /**
   * @param fault what goes wrong with it; null when nothing does
   */
  Exchange(RoutingContext context, Provider provider, FaultRule fault) {
    this.context = context;
    this.provider = provider;
    this.fault = fault;
  }

  boolean suffers(FaultKind kind) {
    return fault != null && fault.kind() == kind;
  }

  String header(String name) {
    return context.request().getHeader(name);
  }

  /** Returns the named part of the path. */
  String path(String name) {
    return context.pathParam(name);
  }

  /** Returns the query parameter, or null. */
  String query(String name) {
    return context.request().getParam(name);
  }

  /** Returns whether a rate window refused it. */
  boolean isOverRate() {
    return Boolean.TRUE.equals(context.get(RateWindow.OVER));
  }

  /**
   * Returns the body as a JSON object, an empty one when there is no body, or null when it is
   * something else.
   */
  JsonObject json() {
    Buffer body = context.body().buffer();
    if (body == null || body.length() == 0) {
      return new JsonObject();
    }
    try {
      return body.toJsonObject();
    } catch (DecodeException | ClassCastException e) {
      return null;
    }
  }

  Exchange reply(String header, String value) {
    context.response().putHeader(header, value);
    return this;
  }

  /** Answers an error in the provider's form; null code means the usual one for the status. */
  Future<Void> refuse(int status, String code, String message) {
    return send(status, provider.error(status, code, message, null));
  }

  /** Answers that the caller must wait. */
  Future<Void> refuse(int status, String code, String message, int retryAfter) {
    reply("Retry-After", Integer.toString(retryAfter));
    return send(status, provider.error(status, code, message, retryAfter));
  }

  Future<Void> send(int status, JsonObject body) {
    reply("Content-Type", "application/json");
    return send(status, body.toBuffer());
  }

  /** Answers; the future completes when the answer is out or its connection is gone. */
  Future<Void> send(int status, Buffer body) {
    if (fault == null) {
      return write(status, body);
    }
    return switch (fault.kind()) {
      case STATUS -> sendFault();
      case DELAY -> later(() -> write(status, body));
      case HANG -> closed();
      case DROP_BEFORE, DROP_AFTER -> cut();
      case MALFORMED -> write(status, Buffer.buffer("{\"data\": <html>"));
      case EMPTY -> write(status, provider == Provider.OPENAI ? body : Buffer.buffer());
      case TRUNCATE -> truncate(status, body);
      case SLOW_DRIP -> drip(status, body);
      default -> write(status, body);
    };
  }

  /** Answers the error that the fault asks for. */
  Future<Void> sendFault() {
    if (fault.retryAfter() != null) {
      reply("Retry-After", fault.retryAfter().toString());
    }
    if ("html".equals(fault.code())) {
      reply("Content-Type", "text/html");
      return write(fault.status(), Buffer.buffer("<html><h1>" + fault.status() + "</h1></html>"));
    }
    reply("Content-Type", "application/json");
    String message = "The sandbox was told to answer " + fault.status();
    return write(
        fault.status(),
        provider.error(fault.status(), fault.code(), message, fault.retryAfter()).toBuffer());
  }

  /** Cuts the connection without an answer. */
  Future<Void> cut() {
    return context.request().connection().close();
  }

  private Future<Void> write(int status, Buffer body) {
    HttpServerResponse response = context.response();
    if (response.closed() || response.ended()) {
      return Future.succeededFuture();
    }
    response.setStatusCode(status);
    if (HttpMethod.HEAD.equals(context.request().method())) {
      response.putHeader("Content-Length", Integer.toString(body.length()));
      return response.end().otherwiseEmpty();
    }
    return response.end(body).otherwiseEmpty();
  }

  private Future<Void> later(Supplier<Future<Void>> answer) {
    Promise<Void> done = Promise.promise();
    long delay = Math.max(1, fault.delay().toMillis());
    context.vertx().setTimer(delay, timer -> answer.get().onComplete(done));
    return done.future();
  }

  private Future<Void> closed() {
    Promise<Void> done = Promise.promise();
    context.request().connection().closeHandler(gone -> done.tryComplete());
    return done.future();
  }

  private Future<Void> truncate(int status, Buffer body) {
    HttpServerResponse response = context.response().setStatusCode(status);
    response.putHeader("Content-Length", Integer.toString(body.length()));
    return response.write(body.slice(0, body.length() / 2)).transform(written -> cut());
  }

  private Future<Void> drip(int status, Buffer body) {
    HttpServerResponse response = context.response().setStatusCode(status);
    response.putHeader("Content-Length", Integer.toString(body.length()));
    return dripFrom(0, body);
  }

  private Future<Void> dripFrom(int from, Buffer body) {
    HttpServerResponse response = context.response();
    int size = Math.max(1, (body.length() + DRIPS - 1) / DRIPS);
    int to = Math.min(body.length(), from + size);
    if (response.closed()) {
      return Future.succeededFuture();
    }
    if (to == body.length()) {
      return response.end(body.slice(from, to)).otherwiseEmpty();
    }
    return response
        .write(body.slice(from, to))
        .otherwiseEmpty()
        .compose(written -> later(() -> dripFrom(to, body)));
  }
}
