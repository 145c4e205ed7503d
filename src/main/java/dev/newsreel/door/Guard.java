package dev.newsreel.door;

import dev.newsreel.access.ApiKey;
import dev.newsreel.access.CallLimit;
import dev.newsreel.access.Callers;
import dev.newsreel.access.Scope;
import dev.newsreel.trail.Who;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
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
  private static final String AUDIT = "/api/v1/audit";
  private static final String BEARER = "Bearer ";
  private static final Set<String> TRIGGERS =
      Set.of(
          ApiRoutes.VIDEOS, BatchRoutes.PATH, DoorBuilder.API + "/feeds/preview", Superseded.PATH);

  private final Callers callers;
  private final CallLimit limit;
  private final Keyless keyless;

  /**
   * Makes the guard.
   *
   * @param limit how often a caller may ask for videos; null for no limit
   */
  Guard(Callers callers, CallLimit limit, Keyless keyless) {
    this.callers = callers;
    this.limit = limit;
    this.keyless = keyless;
  }

  @Override
  public void handle(RoutingContext context) {
    if (!Calls.isOfApi(context) || ContractRoutes.isOpen(context.normalizedPath())) {
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
    Scope scope = scope(context.request(), context.normalizedPath());
    if (keyless.loopback() && !callers.needKey()) {
      admitKeyless(context, scope);
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

  private void admitKeyless(RoutingContext context, Scope scope) {
    Problem refusal = keyless.refusal(context.request());
    if (refusal == null) {
      context.put(Recorder.WHO, Who.LOOPBACK);
      context.put(STILL_ADMITTED, still(() -> !callers.needKey()));
      String caller = context.request().remoteAddress().host();
      limited(context, scope, keyless.limited() ? caller : null);
    } else {
      Doors.answer(context, refusal);
    }
  }

  private static Scope scope(HttpServerRequest request, String path) {
    if (Calls.isReading(request)) {
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

  private void limited(RoutingContext context, Scope scope, String caller) {
    if (scope != Scope.TRIGGER || limit == null || caller == null) {
      context.next();
      return;
    }
    // To ask what a video would cost is not to ask for one.
    String counted = Calls.isDryRun(context.request()) ? caller + ":dry_run" : caller;
    aside(
        context,
        () -> limit.count(counted),
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
