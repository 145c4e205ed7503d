package dev.newsreel.door;

import dev.newsreel.access.ApiKey;
import dev.newsreel.access.CallLimit;
import dev.newsreel.access.Callers;
import dev.newsreel.access.Scope;
import dev.newsreel.trail.Who;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets into the API who may come in. Once there is a key, every call needs one with the right
 * scope; before that only this machine is let in, and only when it calls us itself: not what a
 * proxy or another site's page sends. Webhooks and source links have checks of their own.
 */
final class Guard implements Handler<RoutingContext> {

  /** Under this name an admitted call carries a question: would its caller still be let in? */
  static final String STILL_ADMITTED = "stillAdmitted";

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final String API = "/api/";
  private static final String AUDIT = "/api/v1/audit";
  private static final String BEARER = "Bearer ";
  private static final String FOREIGN =
      "Without API keys only programs of this machine are let in; make one with: key create";
  private static final List<String> PROXIES =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<String> TRIGGERS =
      Set.of(
          ApiRoutes.VIDEOS, BatchRoutes.PATH, DoorBuilder.API + "/feeds/preview", Superseded.PATH);

  private final Callers callers;
  private final CallLimit limit;
  private final boolean always;
  private final boolean loopback;

  /**
   * Makes the guard.
   *
   * @param limit how often a caller may ask for videos; null for no limit
   * @param always whether the limit holds for callers without a key, too
   * @param loopback whether we listen on loopback only: otherwise every call needs a key
   */
  Guard(Callers callers, CallLimit limit, boolean always, boolean loopback) {
    this.callers = callers;
    this.limit = limit;
    this.always = always;
    this.loopback = loopback;
  }

  @Override
  public void handle(RoutingContext context) {
    String path = context.normalizedPath();
    if (!path.startsWith(API) || path.matches(ContractRoutes.OPEN)) {
      context.next();
    } else if (callers.isStale()) {
      aside(
          context,
          () -> {
            callers.refresh();
            return Optional.<Duration>empty();
          },
          nothing -> admit(context));
    } else {
      admit(context);
    }
  }

  private void admit(RoutingContext context) {
    Scope scope = scope(context.request().method(), context.normalizedPath());
    if (loopback && !callers.needKey()) {
      if (isForeign(context.request())) {
        Doors.answer(context, Problem.of(403, "api_key_needed", FOREIGN));
      } else {
        context.put(Recorder.WHO, Who.LOOPBACK);
        context.put(STILL_ADMITTED, still(() -> !callers.needKey()));
        limited(context, scope, always ? context.request().remoteAddress().host() : null);
      }
      return;
    }
    Optional<ApiKey> key = callers.prove(given(context.request()));
    key.ifPresent(k -> context.put(Recorder.WHO, Who.key(k.id(), k.name())));
    if (key.isEmpty()) {
      context.response().putHeader("WWW-Authenticate", "Bearer realm=\"newsreel\"");
      Doors.answer(context, Problem.of(401, "api_key_needed", "Send a valid API key"));
    } else if (!key.get().scopes().contains(scope)) {
      String title = "This API key does not allow that; it needs the scope " + scope.text();
      Doors.answer(context, Problem.of(403, "scope_missing", title));
    } else {
      String text = given(context.request());
      context.put(STILL_ADMITTED, still(() -> callers.prove(text).isPresent()));
      limited(context, scope, key.get().id());
    }
  }

  private BooleanSupplier still(BooleanSupplier question) {
    return () -> {
      callers.refresh();
      return question.getAsBoolean();
    };
  }

  private static Scope scope(HttpMethod method, String path) {
    if (READING.contains(method)) {
      return path.startsWith(AUDIT) ? Scope.OPERATE : Scope.READ;
    }
    // A slash at the end leads to the same route.
    String exact = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return TRIGGERS.contains(exact) ? Scope.TRIGGER : Scope.OPERATE;
  }

  private static String given(HttpServerRequest request) {
    String bearer = request.getHeader("Authorization");
    if (bearer != null && bearer.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return bearer.substring(BEARER.length()).strip();
    }
    String key = request.getHeader("X-API-Key");
    return key == null ? "" : key.strip();
  }

  // A page of another site can make a browser call us under a name that it has pointed here.
  private static boolean isForeign(HttpServerRequest request) {
    boolean proxied = PROXIES.stream().anyMatch(request.headers()::contains);
    return proxied || !isLoopback(request.remoteAddress().hostAddress()) || !namesUs(request);
  }

  private static boolean namesUs(HttpServerRequest request) {
    String host = request.authority() == null ? null : request.authority().host();
    return host == null
        || host.equals("localhost")
        || (host.matches("[0-9.]+|[0-9a-fA-F:\\[\\]]+") && isLoopback(host));
  }

  private static boolean isLoopback(String address) {
    try {
      return address != null && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private void limited(RoutingContext context, Scope scope, String caller) {
    if (scope != Scope.TRIGGER || limit == null || caller == null) {
      context.next();
      return;
    }
    aside(
        context,
        () -> limit.count(caller),
        wait -> {
          if (wait.isEmpty()) {
            context.next();
            return;
          }
          long seconds = wait.get().plusMillis(999).toSeconds();
          context.response().putHeader("Retry-After", Long.toString(seconds));
          String title = "Too many requests; try again in %d s".formatted(seconds);
          Doors.answer(context, Problem.of(429, "rate_limited", title));
        });
  }

  /** Asks Redis on another thread, with the request standing still meanwhile. */
  private static void aside(
      RoutingContext context,
      Callable<Optional<Duration>> question,
      Consumer<Optional<Duration>> then) {
    context.request().pause();
    context
        .vertx()
        .executeBlocking(question, false)
        .onComplete(
            answer -> {
              context.request().resume();
              if (answer.succeeded()) {
                then.accept(answer.result());
              } else {
                LOG.debug("A caller cannot be checked", answer.cause());
                Doors.answer(context, Problem.storeUnavailable());
              }
            });
  }
}
