package dev.newsreel.sandbox;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/**
 * HeyGen's API v3 under {@code /heygen}: https://developers.heygen.com/reference (read 2026-11-22).
 */
final class HeyGenSandbox {

  private static final String HOME = "/heygen";
  private final Workshop shop;
  private final HeyGenVideos videos;
  private final HeyGenWebhooks endpoints;
  private final HeyGenOrders orders;
  private final HeyGenReads reads;

  HeyGenSandbox(Workshop shop, Webhooks webhooks, Films films) {
    this.shop = shop;
    videos = new HeyGenVideos(shop);
    endpoints = new HeyGenWebhooks(shop, webhooks.sender());
    HeyGenEvents events = new HeyGenEvents(shop, videos, endpoints, webhooks, films);
    orders = new HeyGenOrders(shop, videos, events, webhooks);
    reads = new HeyGenReads(shop, videos, events, films);
    videos.onFinish(events::tell);
    films.serve("heygen-", true, id -> videos.isFinished(id));
  }

  /** Puts back one line of the journal. */
  void replay(String what, JsonObject entry) {
    if (what.equals("video")) {
      videos.keep(entry.mapTo(Video.class));
    } else if (what.equals("endpoint")) {
      endpoints.keep(entry.mapTo(Endpoint.class));
    }
  }

  void resume() {
    videos.resume();
  }

  void clear() {
    videos.clear();
    endpoints.clear();
  }

  JsonObject state() {
    return new JsonObject()
        .put("videos", videos.size())
        .put("running", videos.running())
        .put("slots", shop.options().heygen().slots())
        .put("webhook_endpoints", endpoints.size());
  }

  void addTo(Router router) {
    HeyGenCatalogue catalogue = new HeyGenCatalogue(shop.bill());
    router.route(HttpMethod.POST, HOME + "/v3/videos").handler(door("create", orders::create));
    router
        .route(HttpMethod.GET, HOME + "/v3/videos/statuses")
        .handler(door("statuses", reads::statuses));
    router.route(HttpMethod.GET, HOME + "/v3/videos/:id").handler(door("get", reads::get));
    router.route(HttpMethod.GET, HOME + "/v3/videos").handler(door("list", reads::list));
    router.route(HttpMethod.DELETE, HOME + "/v3/videos/:id").handler(door("delete", reads::delete));
    router
        .route(HttpMethod.GET, HOME + "/v3/avatars/looks")
        .handler(door("looks", catalogue::looks));
    router.route(HttpMethod.GET, HOME + "/v3/voices").handler(door("voices", catalogue::voices));
    router.route(HttpMethod.GET, HOME + "/v3/users/me").handler(door("me", catalogue::me));
    router
        .route(HttpMethod.GET, HOME + "/v3/webhooks/events")
        .handler(door("events", reads::history));
    router
        .route(HttpMethod.GET, HOME + "/v3/webhooks/event-types")
        .handler(door("webhooks", endpoints::types));
    addWebhooks(router, endpoints);
    router.route("/heygen/*").handler(Door.unknown(Provider.HEYGEN));
  }

  private void addWebhooks(Router router, HeyGenWebhooks endpoints) {
    String base = "/v3/webhooks/endpoints";
    // As HeyGen does with endpoints that answer no more.
    router
        .route(HttpMethod.POST, "/control/heygen/disable-webhooks")
        .handler(context -> context.end(endpoints.disable()));
    // So that renders can wait for as long as a test needs.
    router.route(HttpMethod.POST, "/control/heygen/end").handler(this::end);
    router.route(HttpMethod.POST, HOME + base).handler(door("webhooks.create", endpoints::create));
    router.route(HttpMethod.GET, HOME + base).handler(door("webhooks.list", endpoints::list));
    router
        .route(HttpMethod.PATCH, HOME + base + "/:id")
        .handler(door("webhooks.change", endpoints::change));
    router
        .route(HttpMethod.DELETE, HOME + base + "/:id")
        .handler(door("webhooks.delete", endpoints::delete));
    router
        .route(HttpMethod.POST, HOME + base + "/:id/rotate-secret")
        .handler(door("webhooks.rotate", endpoints::rotate));
  }

  private void end(RoutingContext context) {
    String count = context.request().getParam("count", "");
    if (count.matches("[0-9]{1,7}")) {
      videos.endNow(Integer.parseInt(count));
      context.end(state().toBuffer());
    } else {
      context.response().setStatusCode(400).end("POST /control/heygen/end?count=<how many>");
    }
  }

  private Door door(String call, Consumer<Exchange> work) {
    Consumer<Exchange> guarded =
        exchange -> {
          if (Door.opens(shop.options(), exchange.header("x-api-key"))) {
            work.accept(exchange);
          } else {
            exchange.refuse(401, null, "Invalid or missing API key");
          }
        };
    return new Door(shop, Provider.HEYGEN, call, guarded);
  }
}
