package dev.newsreel.sandbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What testers steer the sandbox with, under {@code /control}: faults, bill, state, reset, seed.
 * Beside them are Submagic's projects by title, {@code /control/projects?title=}. Needs no key.
 */
final class Control {
  private final Workshop shop;
  private final Supplier<JsonObject> state;
  private final Runnable reset;

  /**
   * @param state gives a summary of all providers
   * @param reset forgets everything
   */
  Control(Workshop shop, Supplier<JsonObject> state, Runnable reset) {
    this.shop = shop;
    this.state = state;
    this.reset = reset;
  }

  void addTo(Router router) {
    router.route(HttpMethod.POST, "/control/faults").handler(this::addFaults);
    router.route(HttpMethod.GET, "/control/faults").handler(this::listFaults);
    router.route(HttpMethod.DELETE, "/control/faults").handler(this::clearFaults);
    router.route(HttpMethod.POST, "/control/seed").handler(this::seed);
    router.route(HttpMethod.GET, "/control/bill").handler(this::bill);
    router.route(HttpMethod.GET, "/control/state").handler(context -> send(context, 200, state()));
    router.route(HttpMethod.POST, "/control/reset").handler(this::reset);
  }

  private void addFaults(RoutingContext context) {
    try {
      List<FaultRule> rules = new ArrayList<>();
      for (Object rule : list(context.body().buffer())) {
        rules.add(FaultRule.of((JsonObject) rule));
      }
      shop.faults().add(rules);
      listFaults(context);
    } catch (DecodeException | ClassCastException e) {
      refuse(context, "The body must be a JSON list of rules");
    } catch (IllegalArgumentException e) {
      refuse(context, e.getMessage());
    }
  }

  private void listFaults(RoutingContext context) {
    send(context, 200, new JsonObject().put("faults", shop.faults().toJson()));
  }

  private void clearFaults(RoutingContext context) {
    shop.faults().clear();
    listFaults(context);
  }

  private void seed(RoutingContext context) {
    String seed = context.request().getParam("seed", "");
    if (seed.matches("-?[0-9]{1,18}")) {
      shop.faults().seed(Long.parseLong(seed));
      shop.chance().setSeed(Long.parseLong(seed));
      send(context, 200, new JsonObject().put("seed", Long.parseLong(seed)));
    } else {
      refuse(context, "POST /control/seed?seed=<whole number>");
    }
  }

  private void bill(RoutingContext context) {
    boolean all = "true".equals(context.request().getParam("all"));
    send(context, 200, shop.bill().toJson(all));
  }

  private JsonObject state() {
    return state
        .get()
        .put("requests", shop.bill().requests())
        .put("faults", shop.faults().toJson());
  }

  private void reset(RoutingContext context) {
    reset.run();
    send(context, 200, state());
  }

  private static Iterable<Object> list(Buffer body) {
    Object json = Json.decodeValue(body == null ? Buffer.buffer("null") : body);
    return json instanceof JsonObject one ? new JsonArray().add(one) : (JsonArray) json;
  }

  private static void refuse(RoutingContext context, String message) {
    send(context, 400, new JsonObject().put("error", message));
  }

  private static void send(RoutingContext context, int status, JsonObject body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body.toBuffer());
  }
}
