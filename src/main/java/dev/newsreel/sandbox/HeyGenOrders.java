package dev.newsreel.sandbox;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * {@code POST /v3/videos}: https://developers.heygen.com/reference/create-video (read 2026-11-22).
 * A repeat with the same {@code Idempotency-Key} gets the first answer for 24 hours, whatever its
 * body says.
 */
final class HeyGenOrders {
  private static final String KEY_FORM = "[A-Za-z0-9_:.-]{1,255}";

  private final Workshop shop;
  private final HeyGenVideos videos;
  private final HeyGenEvents events;
  private final Webhooks webhooks;
  private final RateWindow rate;

  HeyGenOrders(Workshop shop, HeyGenVideos videos, HeyGenEvents events, Webhooks webhooks) {
    this.shop = shop;
    this.videos = videos;
    this.events = events;
    this.webhooks = webhooks;
    this.rate = new RateWindow(shop.options().heygen().orders(), shop.options().heygen().window());
  }

  void create(Exchange exchange) {
    String key = exchange.header("Idempotency-Key");
    Video bought = videos.boughtWith(key);
    if (key != null && videos.isBeingAnswered(key)) {
      exchange.refuse(409, "request_in_progress", "The first request with this key still runs");
    } else if (bought != null) {
      shop.bill().add("heygen", "replays", 1);
      exchange.send(200, answer(bought));
    } else if (key != null && !key.matches(KEY_FORM)) {
      shop.bill().add("heygen", "refused", 1);
      exchange.refuse(400, null, "Idempotency-Key must match " + KEY_FORM);
    } else {
      order(exchange, key);
    }
  }

  private void order(Exchange exchange, String key) {
    JsonObject body = exchange.json();
    HeyGenOrder.Complaint complaint = HeyGenOrder.complaint(body);
    if (complaint != null) {
      shop.bill().add("heygen", "refused", 1);
      exchange.send(
          400, Provider.heyGenError("invalid_parameter", complaint.message(), complaint.param()));
    } else if (rate.isOver()) {
      shop.bill().add("heygen", "refused", 1);
      exchange.refuse(429, null, "Too many requests", rate.secondsLeft());
    } else if (videos.isFull()) {
      shop.bill().add("heygen", "refused", 1);
      String message = "All " + shop.options().heygen().slots() + " concurrent jobs are taken";
      exchange.refuse(429, null, message, 1);
    } else {
      render(exchange, key, body);
    }
  }

  private void render(Exchange exchange, String key, JsonObject body) {
    FaultRule told = webhooks.atCreation(Provider.HEYGEN);
    boolean early = told != null && told.kind() == FaultKind.WEBHOOK_EARLY;
    Video video = videos.begin(body, key, exchange.suffers(FaultKind.RENDER_FAILED), early);
    if (key != null) {
      videos.beginAnswer(key);
    }
    if (told != null && !early) {
      events.forge(video);
    }
    Future<Void> ready = early ? webhooks.whenTold(video.id()) : Future.succeededFuture();
    ready
        .transform(any -> exchange.send(200, answer(video)))
        .onComplete(answered -> videos.endAnswer(key));
  }

  private static JsonObject answer(Video video) {
    return new JsonObject()
        .put(
            "data",
            new JsonObject()
                .put("video_id", video.id())
                .put("status", "waiting")
                .put("output_format", "mp4"));
  }
}
