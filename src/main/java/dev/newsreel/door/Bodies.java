package dev.newsreel.door;

import dev.newsreel.settings.Settings;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Set;

/**
 * Reads bodies, none larger than its address may take: what is larger is refused by its length, or
 * where it becomes too much.
 */
final class Bodies {

  private static final int BEFORE_CAMEL = -1;
  private static final Set<String> BATCHES = Set.of(BatchRoutes.PATH, BatchRoutes.PATH + "/");

  private final Handler<RoutingContext> usual;
  private final Handler<RoutingContext> batch;
  private final Handler<RoutingContext> webhook;

  Bodies(Settings settings) {
    this.usual = atMost(settings, "request.max-bytes");
    this.batch = atMost(settings, "batch.max-bytes");
    this.webhook = atMost(settings, "webhook.max-bytes");
  }

  private static BodyHandler atMost(Settings settings, String limit) {
    return BodyHandler.create(false).setBodyLimit(settings.number(limit));
  }

  /** Returns what reads the bodies of all calls that have no limit of their own. */
  Handler<RoutingContext> usual() {
    return usual;
  }

  /** Reads the body of a call that can change something; others go on at once. */
  void readAct(RoutingContext context) {
    if (!Recorder.isAct(context)) {
      context.next();
    } else if (BATCHES.contains(context.normalizedPath())) {
      batch.handle(context);
    } else {
      usual.handle(context);
    }
  }

  /** Puts the other limits in front of Camel's routes, which find the body read then. */
  void install(Router router) {
    router.route(BatchRoutes.PATH).order(BEFORE_CAMEL).handler(batch);
    router.route(WebhookRoutes.PATH + "/*").order(BEFORE_CAMEL).handler(webhook);
  }
}
