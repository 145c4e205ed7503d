package dev.newsreel.door;

import io.vertx.core.Handler;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** What every call passes, one after the other, before any route hears of it. */
public final class Entrance {

  /** Before all others, such as what reads bodies. */
  private static final int FIRST = -10;

  private final CarefulAnswers answers;
  private final List<Handler<RoutingContext>> checks;
  private volatile boolean closed;

  /**
   * Makes the entrance.
   *
   * @param answers what every answer carries
   * @param checks each either answers the call or lets it go on to the next
   */
  Entrance(CarefulAnswers answers, List<Handler<RoutingContext>> checks) {
    this.answers = answers;
    this.checks = List.copyOf(checks);
  }

  /** Puts it in front of all routes. */
  void install(Router router) {
    Route all = router.route().order(FIRST).handler(this::ifOpen);
    checks.forEach(all::handler);
  }

  private void ifOpen(RoutingContext context) {
    if (closed) {
      context.response().putHeader("Retry-After", "2").putHeader("Connection", "close");
      Doors.answer(context, Problem.of(503, "stopping", "Newsreel is stopping; try again"));
    } else {
      context.next();
    }
  }

  /** Returns what every answer carries. */
  CarefulAnswers answers() {
    return answers;
  }

  /** Lets no call in any more. */
  void close() {
    closed = true;
  }
}
