package dev.newsreel.sandbox;

import io.vertx.core.json.JsonObject;

/**
 * A HeyGen video: the order and what became of it. Its status follows from the clock.
 *
 * @param callbackId the caller's id; null when none was given
 * @param callbackUrl where this one video is told of, unsigned; null when none was given
 * @param key the Idempotency-Key it was ordered with; null when none was given
 * @param seconds how long the film claims to be
 * @param createdAt milliseconds since 1970
 * @param readyAt when the render ends, milliseconds since 1970
 * @param fails whether the render ends as failed
 * @param deleted whether the caller deleted it
 * @param told whether its webhook has come to an end
 */
record Video(
    String id,
    String title,
    String callbackId,
    String callbackUrl,
    String key,
    double seconds,
    long createdAt,
    long readyAt,
    boolean fails,
    boolean deleted,
    boolean told) {

  Video asDeleted() {
    return new Video(
        id, title, callbackId, callbackUrl, key, seconds, createdAt, readyAt, fails, true, told);
  }

  Video asTold() {
    return new Video(
        id, title, callbackId, callbackUrl, key, seconds, createdAt, readyAt, fails, deleted, true);
  }

  Video asReady(long at) {
    return new Video(
        id, title, callbackId, callbackUrl, key, seconds, createdAt, at, fails, deleted, told);
  }

  String status(long now) {
    if (now >= readyAt) {
      return fails ? "failed" : "completed";
    }
    double part = (now - createdAt) / (double) (readyAt - createdAt);
    if (part < 0.1) {
      return "waiting";
    }
    return part < 0.3 ? "pending" : "processing";
  }

  /**
   * The public form: https://developers.heygen.com/reference/get-video (read 2026-11-22); it
   * carries no callback_id.
   *
   * @param link where the film can be fetched; null leaves it out
   */
  JsonObject toJson(long now, String link) {
    String status = status(now);
    boolean ended = now >= readyAt;
    boolean completed = ended && !fails;
    return new JsonObject()
        .put("id", id)
        .put("status", status)
        .put("title", title)
        .put("created_at", createdAt / 1000)
        .put("completed_at", ended ? readyAt / 1000 : null)
        .put("duration", completed ? seconds : null)
        .put("video_url", completed ? link : null)
        .putNull("captioned_video_url")
        .putNull("subtitle_url")
        .putNull("thumbnail_url")
        .put("failure_code", ended && fails ? "rendering_failed" : null)
        .put("failure_message", ended && fails ? "The render failed in the sandbox" : null);
  }
}
