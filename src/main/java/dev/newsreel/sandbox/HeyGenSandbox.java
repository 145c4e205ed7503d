package dev.newsreel.sandbox;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.function.Consumer;

/**
 * HeyGen's API v3 under {@code /heygen}: https://developers.heygen.com/reference (read 2026-11-22).
 */
final class HeyGenSandbox {
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
    add(router, HttpMethod.POST, "/v3/videos", "create", orders::create);
    add(router, HttpMethod.GET, "/v3/videos/statuses", "statuses", reads::statuses);
    add(router, HttpMethod.GET, "/v3/videos/:id", "get", reads::get);
    add(router, HttpMethod.GET, "/v3/videos", "list", reads::list);
    add(router, HttpMethod.DELETE, "/v3/videos/:id", "delete", reads::delete);
    add(router, HttpMethod.GET, "/v3/avatars/looks", "looks", catalogue::looks);
    add(router, HttpMethod.GET, "/v3/voices", "voices", catalogue::voices);
    add(router, HttpMethod.GET, "/v3/users/me", "me", catalogue::me);
    add(router, HttpMethod.GET, "/v3/webhooks/events", "events", reads::history);
    add(router, HttpMethod.GET, "/v3/webhooks/event-types", "webhooks", endpoints::types);
    String base = "/v3/webhooks/endpoints";
    add(router, HttpMethod.POST, base, "webhooks", endpoints::create);
    add(router, HttpMethod.GET, base, "webhooks", endpoints::list);
    add(router, HttpMethod.PATCH, base + "/:id", "webhooks", endpoints::change);
    add(router, HttpMethod.DELETE, base + "/:id", "webhooks", endpoints::delete);
    add(router, HttpMethod.POST, base + "/:id/rotate-secret", "webhooks", endpoints::rotate);
    router.route("/heygen/*").handler(Door.unknown(Provider.HEYGEN));
  }

  private void add(
      Router router, HttpMethod method, String path, String call, Consumer<Exchange> work) {
    Consumer<Exchange> guarded =
        exchange -> {
          if (Door.opens(shop.options(), exchange.header("x-api-key"))) {
            work.accept(exchange);
          } else {
            exchange.refuse(401, null, "Invalid or missing API key");
          }
        };
    Door door = new Door(shop, Provider.HEYGEN, call, guarded);
    router.route(method, "/heygen" + path).handler(door);
  }
}
