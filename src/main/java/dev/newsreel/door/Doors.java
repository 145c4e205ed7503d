package dev.newsreel.door;

import dev.newsreel.job.Actions;
import dev.newsreel.job.Idempotency;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Json;
import dev.newsreel.job.WebhookSecret;
import dev.newsreel.redis.Redis;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** Everything that can be called from outside. */
public final class Doors {

  private static final Map<Integer, Problem> PROBLEMS =
      Map.of(
          404, Problem.of(404, "not_found", "There is nothing at this address"),
          405, Problem.of(405, "method_not_allowed", "This address does not take that method"),
          413, Problem.of(413, "body_too_large", "The body is too large"),
          415, Problem.of(415, "unsupported_media_type", "Send application/json"),
          500, Problem.of(500, "internal_error", "Newsreel failed; the log says why"));

  private Doors() {}

  /** Returns all routes that listen, and what callers are told when one fails. */
  public static List<RoutesBuilder> routes(
      Redis redis, JobStore jobs, Actions actions, Clock clock) {
    JobIndex index = new JobIndex(redis);
    return List.of(
        new DoorErrors(),
        new ApiRoutes(jobs, index, new Repeats(new Idempotency(redis), jobs)),
        new ActionRoutes(jobs, actions),
        new WebhookRoutes(jobs, index, new WebhookSecret(redis), clock),
        new RelayRoutes());
  }

  /** Makes the HTTP server itself, too, answer its refusals with problems. */
  public static void answerWithProblems(CamelContext context, int port) {
    String name = VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME + "-" + port;
    VertxPlatformHttpRouter router = VertxPlatformHttpRouter.lookup(context, name);
    PROBLEMS.forEach((status, problem) -> router.errorHandler(status, ctx -> answer(ctx, problem)));
  }

  private static void answer(RoutingContext context, Problem problem) {
    if (!context.response().ended()) {
      context
          .response()
          .setStatusCode(problem.status())
          .putHeader("Content-Type", Problem.TYPE)
          .end(Json.write(problem));
    }
  }
}
