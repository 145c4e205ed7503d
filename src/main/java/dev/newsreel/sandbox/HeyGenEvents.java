package dev.newsreel.sandbox;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Tells of finished videos: https://developers.heygen.com/docs/webhook-events.md (read 2026-11-22).
 */
final class HeyGenEvents {
  private final Workshop shop;
  private final HeyGenVideos videos;
  private final HeyGenWebhooks endpoints;
  private final Webhooks webhooks;
  private final Films films;

  HeyGenEvents(
      Workshop shop,
      HeyGenVideos videos,
      HeyGenWebhooks endpoints,
      Webhooks webhooks,
      Films films) {
    this.shop = shop;
    this.videos = videos;
    this.endpoints = endpoints;
    this.webhooks = webhooks;
    this.films = films;
  }

  /** Tells of the end of a video, unless that was done before. */
  Future<Void> tell(Video video) {
    if (video.told() || video.deleted()) {
      return Future.succeededFuture();
    }
    return webhooks.tell(Provider.HEYGEN, news(video)).onComplete(done -> told(video.id()));
  }

  static String type(Video video) {
    return video.fails() ? HeyGenWebhooks.FAIL : HeyGenWebhooks.SUCCESS;
  }

  /** Tells of a success that has not happened, signed with a secret that is not the endpoint's. */
  void forge(Video video) {
    Buffer body = body(video, false).toBuffer();
    List<WebhookSender.Delivery> news = new ArrayList<>();
    for (Endpoint endpoint : endpoints.wanting(HeyGenWebhooks.SUCCESS)) {
      String id = "evt_forged" + UUID.randomUUID().toString().substring(0, 8);
      news.add(new WebhookSender.Delivery(endpoint.url(), id, "whsec_not_the_secret", body, false));
    }
    webhooks.forge(news);
  }

  /** The public form of the event of a finished video. */
  JsonObject body(Video video, boolean failed) {
    JsonObject data = new JsonObject().put("video_id", video.id());
    if (failed) {
      data.put("msg", "The render failed in the sandbox")
          .put("failure_code", "rendering_failed")
          .put("failure_message", "The render failed in the sandbox");
    } else {
      data.put("url", films.heyGenLink(video.id()))
          .putNull("gif_download_url")
          .put("video_page_url", shop.url() + "/heygen/videos/" + video.id())
          .put("video_share_page_url", shop.url() + "/heygen/share/" + video.id())
          .putNull("folder_id");
    }
    data.put("callback_id", video.callbackId());
    return new JsonObject()
        .put("event_id", "evt_" + video.id())
        .put("event_type", failed ? HeyGenWebhooks.FAIL : HeyGenWebhooks.SUCCESS)
        .put("event_data", data)
        .put("created_at", Instant.ofEpochMilli(video.readyAt()).toString());
  }

  private List<WebhookSender.Delivery> news(Video video) {
    List<Endpoint> wanting = endpoints.wanting(type(video));
    if (wanting.isEmpty() && video.callbackUrl() == null) {
      return List.of();
    }
    Buffer body = body(video, video.fails()).toBuffer();
    String id = "evt_" + video.id();
    List<WebhookSender.Delivery> news = new ArrayList<>();
    for (Endpoint endpoint : wanting) {
      news.add(new WebhookSender.Delivery(endpoint.url(), id, endpoint.secret(), body, true));
    }
    if (video.callbackUrl() != null) {
      news.add(new WebhookSender.Delivery(video.callbackUrl(), null, null, body, true));
    }
    return news;
  }

  private void told(String id) {
    webhooks.told(id);
    Video now = videos.find(id);
    if (now != null) {
      videos.change(now.asTold());
    }
  }
}
