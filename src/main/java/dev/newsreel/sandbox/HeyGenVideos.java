package dev.newsreel.sandbox;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The videos that HeyGen knows, the slots they occupy and the keys they were ordered with. Confined
 * to the event loop.
 */
final class HeyGenVideos {
  private static final long KEY_LIFE_MILLIS = 24L * 60 * 60 * 1000;

  private final Workshop shop;
  private final Map<String, Video> videos = new HashMap<>();
  private final List<String> inOrder = new ArrayList<>();
  private final Map<String, String> byKey = new HashMap<>();
  private final Set<String> beingAnswered = new HashSet<>();
  private Consumer<Video> onFinish = video -> {};
  private int running;

  HeyGenVideos(Workshop shop) {
    this.shop = shop;
  }

  void onFinish(Consumer<Video> listener) {
    onFinish = listener;
  }

  boolean isFull() {
    return running >= shop.options().heygen().slots();
  }

  int running() {
    return running;
  }

  int size() {
    return videos.size();
  }

  /** Returns the video that this key has bought within 24 hours, or null. */
  Video boughtWith(String key) {
    String id = key == null ? null : byKey.get(key);
    Video video = id == null ? null : videos.get(id);
    boolean fresh = video != null && shop.now() - video.createdAt() < KEY_LIFE_MILLIS;
    return fresh ? video : null;
  }

  boolean isBeingAnswered(String key) {
    return beingAnswered.contains(key);
  }

  void beginAnswer(String key) {
    beingAnswered.add(key);
  }

  void endAnswer(String key) {
    beingAnswered.remove(key);
  }

  /**
   * Begins a render.
   *
   * @param key the Idempotency-Key, or null
   * @param fails whether it will end as failed
   * @param atOnce whether it is finished at once
   */
  Video begin(JsonObject order, String key, boolean fails, boolean atOnce) {
    long now = shop.now();
    long time = atOnce ? 0 : shop.about(shop.options().heygen().render());
    Video video =
        new Video(
            UUID.randomUUID().toString().replace("-", ""),
            order.getString("title"),
            order.getString("callback_id"),
            order.getString("callback_url"),
            key,
            HeyGenOrder.seconds(order, shop.options().heygen().paces()),
            now,
            now + time,
            fails,
            false,
            false);
    shop.journal().write("video", video);
    keep(video);
    start(video);
    return video;
  }

  /** Puts back what the journal told, without going on yet. */
  void keep(Video video) {
    if (videos.put(video.id(), video) == null) {
      inOrder.add(video.id());
    }
    if (video.key() != null) {
      byKey.put(video.key(), video.id());
    }
  }

  /** Goes on with all that the journal told. */
  void resume() {
    inOrder.forEach(id -> start(videos.get(id)));
  }

  void change(Video video) {
    shop.journal().write("video", video);
    videos.put(video.id(), video);
  }

  /** Returns the video, or null when it is unknown or deleted. */
  Video find(String id) {
    Video video = videos.get(id);
    return video == null || video.deleted() ? null : video;
  }

  /** Returns whether the film of that video can be fetched. */
  boolean isFinished(String id) {
    Video video = find(id);
    return video != null && video.status(shop.now()).equals("completed");
  }

  void clear() {
    videos.clear();
    inOrder.clear();
    byKey.clear();
    running = 0;
  }

  /** A part of a list, newest first; {@code next} is the token of the rest, null at the end. */
  record Page(List<Video> videos, String next) {}

  /**
   * Returns up to so many videos, newest first.
   *
   * @param from the position of the first one looked at
   */
  Page page(Predicate<Video> wanted, int limit, int from) {
    int at = from;
    List<Video> found = new ArrayList<>();
    while (at >= 0 && at < inOrder.size() && found.size() < limit) {
      Video video = find(inOrder.get(at--));
      if (video != null && wanted.test(video)) {
        found.add(video);
      }
    }
    return new Page(Collections.unmodifiableList(found), at >= 0 ? Integer.toString(at) : null);
  }

  /** Ends renders that run, so many at the most, the oldest first. */
  void endNow(int count) {
    long now = shop.now();
    inOrder.stream()
        .map(videos::get)
        .filter(video -> video.readyAt() > now)
        .limit(count)
        .toList()
        .forEach(
            video -> {
              change(video.asReady(now));
              finish(video.id(), now);
            });
  }

  private void start(Video video) {
    shop.bill().add("heygen", "videos", 1);
    shop.bill().owned("callback_id", video.callbackId());
    running++;
    shop.after(video.readyAt() - shop.now(), () -> finish(video.id(), video.readyAt()));
  }

  // The timer of a render that was ended early comes as well, with another time.
  private void finish(String id, long readyAt) {
    Video video = videos.get(id);
    if (video == null || video.readyAt() != readyAt) {
      return;
    }
    running--;
    if (video.fails()) {
      shop.bill().add("heygen", "failed", 1);
    } else {
      double usd = video.seconds() * shop.options().heygen().usdPerSecond();
      shop.bill().add("heygen", "completed", 1);
      shop.bill().add("heygen", "seconds", video.seconds());
      shop.bill().add("heygen", "usd", usd);
    }
    onFinish.accept(video);
  }
}
