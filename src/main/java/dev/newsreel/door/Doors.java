package dev.newsreel.door;

import dev.newsreel.access.ApiKeys;
import dev.newsreel.access.CallLimit;
import dev.newsreel.access.Callers;
import dev.newsreel.forecast.Forecast;
import dev.newsreel.job.Actions;
import dev.newsreel.job.Batches;
import dev.newsreel.job.Catalogue;
import dev.newsreel.job.Idempotency;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.JobPages;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Json;
import dev.newsreel.job.WebhookSecret;
import dev.newsreel.money.Purse;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import dev.newsreel.trail.TrailReader;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** Everything that can be called from outside. */
public final class Doors {

  private Doors() {}

  /**
   * What requests are checked against, and what can be said of their videos beforehand.
   *
   * @param catalogue who can speak
   * @param purse what it will cost
   * @param forecast when it will be done
   */
  public record Terms(Catalogue catalogue, Purse purse, Forecast forecast) {}

  /**
   * Where videos are looked up, and what can be said of them.
   *
   * @param jobs all of them
   * @param terms what can be said
   */
  public record Desk(JobStore jobs, Terms terms) {}

  /** Returns all routes that listen, and what callers are told when one fails. */
  public static List<RoutesBuilder> routes(Redis redis, JobStore jobs, Terms terms) {
    Purse purse = terms.purse();
    JobIndex index = new JobIndex(redis);
    Repeats repeats = new Repeats(new Idempotency(redis), jobs);
    Clock clock = Clock.systemUTC();
    Actions actions = new Actions(jobs, purse.prices());
    Acts acts = new Acts(jobs, actions);
    List<DoorBuilder> doors =
        List.of(
            new ApiRoutes(redis, jobs, repeats, terms),
            new EstimateRoutes(purse),
            new VideoRoutes(jobs, index, new JobPages(redis), terms),
            new FilmRoutes(jobs, new FilmTickets(redis, clock)),
            new BatchRoutes(jobs, new Batches(redis, jobs), terms.catalogue(), repeats),
            new CatalogueRoutes(terms.catalogue()),
            new FeedRoutes(),
            new ActionRoutes(acts, actions),
            new ProblemRoutes(redis, acts, actions),
            new SpendRoutes(purse.report()),
            new AuditRoutes(new TrailReader(redis)),
            new WebhookRoutes(jobs, index, new WebhookSecret(redis), clock),
            new RelayRoutes(),
            new ContractRoutes());
    // It takes a second, in which Camel can start.
    CompletableFuture<Contract> contract = CompletableFuture.supplyAsync(Contract::load);
    doors.forEach(door -> door.under(contract));
    List<RoutesBuilder> all = new ArrayList<>(doors);
    all.add(new DoorErrors());
    return all;
  }

  /**
   * Returns what every call passes, in this order, before any route hears of it.
   *
   * @param loopback whether only this machine can reach us
   * @param recorder who writes down what a call does
   */
  public static Entrance entrance(
      Redis redis, Settings settings, boolean loopback, Recorder recorder) {
    Clock clock = Clock.systemUTC();
    String limited = settings.text("rate-limit.enabled");
    CallLimit limit =
        limited.equals("false")
            ? null
            : new CallLimit(redis, clock, settings.number("rate-limit.per-minute"));
    Callers callers = new Callers(new ApiKeys(redis, clock), clock);
    Origins origins = Origins.of(settings.text("cors.origins"));
    Keyless keyless = new Keyless(loopback, limited.equals("true"), origins);
    boolean encrypted = Tls.of(settings, clock) != null;
    return new Entrance(
        new CarefulAnswers(encrypted),
        List.of(
            recorder::begin,
            Superseded::mark,
            Query::check,
            new OutsideHeaders(),
            origins,
            new Guard(callers, limit, keyless),
            // An act is written down with a digest of its body, so that must be there first.
            new Bodies(settings)::readAct,
            recorder::write));
  }

  /** Makes the HTTP server itself, too, answer its refusals with problems. */
  static void answerWithProblems(VertxPlatformHttpRouter router) {
    router.route().last().handler(ctx -> unknown(router, ctx));
    router.route().failureHandler(ctx -> answer(ctx, failed(ctx.statusCode())));
  }

  /** Returns what hands out the calls that come in at a port. */
  public static VertxPlatformHttpRouter router(CamelContext context, int port) {
    String name = VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME + "-" + port;
    return VertxPlatformHttpRouter.lookup(context, name);
  }

  /** Returns what can be called: a method and an address, its parameters in braces. */
  public static List<String> calls(VertxPlatformHttpRouter router) {
    return router.getRoutes().stream()
        .filter(route -> route.getPath() != null && route.methods() != null)
        .flatMap(route -> route.methods().stream().map(m -> m.name() + " " + route.getPath()))
        .map(call -> call.replaceAll(":(\\w+)", "{$1}"))
        .toList();
  }

  private static void unknown(VertxPlatformHttpRouter router, RoutingContext context) {
    List<String> methods =
        router.getRoutes().stream()
            .filter(route -> route.getPath() != null && route.methods() != null)
            .filter(route -> context.normalizedPath().matches(shape(route.getPath())))
            .flatMap(route -> route.methods().stream())
            .map(HttpMethod::name)
            .distinct()
            .sorted()
            .toList();
    if (methods.isEmpty()) {
      answer(context, Problem.of(404, "not_found", "There is nothing at this address"));
    } else {
      context.response().putHeader("Allow", String.join(", ", methods));
      answer(
          context, Problem.of(405, "method_not_allowed", "This address does not take that method"));
    }
  }

  private static String shape(String path) {
    return path.replace(".", "\\.").replaceAll(":[a-zA-Z_]+", "[^/]+") + "/?";
  }

  private static Problem failed(int status) {
    return switch (status) {
      case 413 -> Problem.of(413, "body_too_large", "The body is too large; send less in one call");
      case 415 -> Problem.of(415, "unsupported_media_type", "Send application/json");
      case 400 -> Problem.of(400, "bad_request", "The request cannot be read");
      case 503 -> Problem.of(503, "stopping", "Newsreel is stopping; try again");
      case 404 -> Problem.of(404, "not_found", "There is nothing at this address");
      default -> Problem.of(500, "internal_error", "Newsreel failed; the log says why");
    };
  }

  static void answer(RoutingContext context, Problem problem) {
    if (!context.response().ended() && !context.response().headWritten()) {
      if (problem.status() == 503) {
        context.response().putHeader("Retry-After", "2");
      }
      context
          .response()
          .setStatusCode(problem.status())
          .putHeader("Content-Type", Problem.TYPE)
          .end(Json.write(problem));
    }
  }
}
