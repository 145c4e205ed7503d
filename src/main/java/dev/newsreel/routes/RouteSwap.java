package dev.newsreel.routes;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/**
 * Puts routes in the place of others while jobs flow. What is under way ends on the old routes: the
 * queues that lead to them rest until it has. Nothing is lost by that, as queues are in Redis.
 */
final class RouteSwap {

  private static final Duration LONGEST = Duration.ofSeconds(20);
  // Longer than a queue waits for its next message, so that one that came last is seen.
  private static final Duration QUIET = Duration.ofMillis(1200);
  private static final Duration SHORTLY = Duration.ofMillis(150);
  private static final long LOOK_MS = 25;

  private final CamelContext context;
  private final CountDownLatch closing;

  /**
   * Makes one.
   *
   * @param closing ends all waiting
   */
  RouteSwap(CamelContext context, CountDownLatch closing) {
    this.context = context;
    this.closing = closing;
  }

  /**
   * Makes the change.
   *
   * @return whether it was made; not when work on the old routes does not end
   * @throws Exception when Camel does not take the new routes; the old ones then run again
   */
  boolean make(RouteChange change) throws Exception {
    Set<String> resting = new LinkedHashSet<>(change.sources());
    try {
      resting.forEach(this::rest);
      if (!areQuiet(resting, QUIET)) {
        return false;
      }
      Set<String> called = new LinkedHashSet<>();
      change.gone().stream().filter(RouteChange::isDirect).forEach(route -> called.add(route.id()));
      resting.addAll(called);
      // Who calls one of these now waits for it.
      called.forEach(this::rest);
      if (!areQuiet(called, SHORTLY)) {
        return false;
      }
      replace(change);
      return true;
    } finally {
      resting.forEach(this::goOn);
    }
  }

  private void rest(String id) {
    Route route = context.getRoute(id);
    if (route != null) {
      ServiceHelper.suspendService(route.getConsumer());
    }
  }

  private void goOn(String id) {
    Route route = context.getRoute(id);
    if (route != null && ServiceHelper.isSuspended(route.getConsumer())) {
      ServiceHelper.resumeService(route.getConsumer());
    }
  }

  private boolean areQuiet(Set<String> routes, Duration time) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    long since = System.nanoTime();
    while (System.nanoTime() - since < time.toNanos()) {
      if (routes.stream().anyMatch(id -> context.getInflightRepository().size(id) > 0)) {
        since = System.nanoTime();
      }
      boolean late = System.nanoTime() - end > 0;
      if (late || closing.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return true;
  }

  private void replace(RouteChange change) throws Exception {
    try {
      remove(change.gone());
      load(change.come());
    } catch (Exception e) {
      remove(change.come());
      load(change.gone());
      throw e;
    }
  }

  private void remove(List<FlowRoute> routes) throws Exception {
    for (FlowRoute route : routes) {
      if (context.getRoute(route.id()) != null) {
        context.getRouteController().stopRoute(route.id());
        context.removeRoute(route.id());
      }
    }
  }

  // Those that others call come first, so that nobody finds nobody.
  private void load(List<FlowRoute> routes) throws Exception {
    List<Map<String, YamlMap>> entries =
        routes.stream()
            .sorted(java.util.Comparator.comparing(route -> !RouteChange.isDirect(route)))
            .map(route -> Map.of("route", route.map()))
            .toList();
    if (!entries.isEmpty()) {
      String text = new Dump(DumpSettings.builder().build()).dumpToString(entries);
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(ResourceHelper.fromString("reloaded.camel.yaml", text));
    }
    for (FlowRoute route : routes) {
      if (!context.getRouteController().getRouteStatus(route.id()).isStarted()) {
        throw new IllegalStateException("Route " + route.id() + " has not started");
      }
    }
  }
}
