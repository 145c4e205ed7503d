package dev.newsreel.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What HeyGen tells about videos: https://developers.heygen.com/reference/get-video (read
 * 2026-11-22).
 */
final class HeyGenReads {
  private static final int MOST = 100;

  private final Workshop shop;
  private final HeyGenVideos videos;
  private final HeyGenEvents events;
  private final Films films;

  HeyGenReads(Workshop shop, HeyGenVideos videos, HeyGenEvents events, Films films) {
    this.shop = shop;
    this.videos = videos;
    this.events = events;
    this.films = films;
  }

  void get(Exchange exchange) {
    Video video = videos.find(exchange.path("id"));
    if (video == null) {
      exchange.refuse(404, "video_not_found", "No such video");
    } else {
      String link = exchange.suffers(FaultKind.NO_URL) ? null : films.heyGenLink(video.id());
      exchange.send(200, new JsonObject().put("data", video.toJson(shop.now(), link)));
    }
  }

  void statuses(Exchange exchange) {
    String asked = exchange.query("video_ids");
    String[] ids = asked == null || asked.isBlank() ? new String[0] : asked.split(",", -1);
    if (ids.length == 0 || ids.length > MOST) {
      invalid(exchange, "video_ids", "1 to 100 ids are needed");
      return;
    }
    JsonArray data = new JsonArray();
    JsonArray notFound = new JsonArray();
    for (String id : ids) {
      Video video = videos.find(id.trim());
      if (video == null) {
        notFound.add(id);
      } else {
        data.add(publicForm(video));
      }
    }
    exchange.send(200, new JsonObject().put("data", data).put("not_found", notFound));
  }

  void list(Exchange exchange) {
    String title = exchange.query("title");
    page(
        exchange,
        video -> title == null || (video.title() != null && video.title().contains(title)),
        this::publicForm);
  }

  /** The events that were due, newest order first. */
  void history(Exchange exchange) {
    String type = exchange.query("event_type");
    long now = shop.now();
    page(
        exchange,
        video -> video.readyAt() <= now && (type == null || type.equals(HeyGenEvents.type(video))),
        video -> events.body(video, video.fails()));
  }

  void delete(Exchange exchange) {
    Video video = videos.find(exchange.path("id"));
    if (video == null) {
      exchange.refuse(404, "video_not_found", "No such video");
    } else {
      videos.change(video.asDeleted());
      exchange.send(200, new JsonObject().put("data", new JsonObject().put("id", video.id())));
    }
  }

  private JsonObject publicForm(Video video) {
    return video.toJson(shop.now(), films.heyGenLink(video.id()));
  }

  private void page(Exchange exchange, Predicate<Video> wanted, Function<Video, JsonObject> form) {
    int limit = number(exchange.query("limit"), 10);
    int from = number(exchange.query("token"), videos.size() - 1);
    if (limit < 1 || limit > MOST || from < -1) {
      invalid(exchange, limit < 1 || limit > MOST ? "limit" : "token", "Out of range");
      return;
    }
    HeyGenVideos.Page page = videos.page(wanted, limit, from);
    JsonArray data = new JsonArray();
    page.videos().forEach(video -> data.add(form.apply(video)));
    exchange.send(
        200,
        new JsonObject()
            .put("data", data)
            .put("has_more", page.next() != null)
            .put("next_token", page.next()));
  }

  private static void invalid(Exchange exchange, String param, String message) {
    exchange.send(400, Provider.heyGenError("invalid_parameter", message, param));
  }

  private static int number(String text, int fallback) {
    if (text == null || text.isEmpty()) {
      return fallback;
    }
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -2;
  }
}
