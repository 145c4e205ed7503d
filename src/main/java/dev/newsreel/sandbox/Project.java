package dev.newsreel.sandbox;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** A Submagic project: what was ordered and how far it is. Its status follows from the clock. */
record Project(Order order, Progress progress) {

  /**
   * What was asked for.
   *
   * @param webhookUrl where its end is told; null when nobody wants to know
   * @param template the template's name; null when none was given
   * @param fails whether it will end as failed
   * @param createdAt milliseconds since 1970
   */
  record Order(
      String id,
      String title,
      String language,
      String videoUrl,
      String webhookUrl,
      String template,
      boolean fails,
      long createdAt) {

    /** The order that a checked body makes, with a new id. */
    static Order of(JsonObject body, boolean fails, long now) {
      return new Order(
          UUID.randomUUID().toString(),
          body.getString("title"),
          body.getString("language"),
          body.getString("videoUrl"),
          body.getString("webhookUrl"),
          body.getString("templateName"),
          fails,
          now);
    }
  }

  /**
   * How far it is.
   *
   * @param bytes how many bytes of the source were read; 0 before the download
   * @param seconds how long the source is
   * @param readyAt when it is or will be ready, milliseconds since 1970; 0 before the download
   * @param failure why it failed; null while it has not
   * @param urlHeld whether it has no URL until it is exported
   * @param exported whether an export was asked for
   * @param told whether its webhook has come to an end
   */
  record Progress(
      long bytes,
      double seconds,
      long readyAt,
      String failure,
      boolean urlHeld,
      boolean exported,
      boolean told) {}

  /** A project before its download. */
  static Project ordered(Order order, boolean urlHeld) {
    return new Project(order, new Progress(0, 0, 0, null, urlHeld, false, false));
  }

  String id() {
    return order.id();
  }

  Project downloaded(long bytes, double seconds, long readyAt) {
    return with(new Progress(bytes, seconds, readyAt, null, progress.urlHeld, false, false));
  }

  Project failed(String reason, long now) {
    Progress p = progress;
    return with(new Progress(p.bytes, p.seconds, now, reason, p.urlHeld, p.exported, p.told));
  }

  Project exporting(long readyAt) {
    return with(new Progress(progress.bytes, progress.seconds, readyAt, null, false, true, false));
  }

  Project asTold() {
    Progress p = progress;
    return with(
        new Progress(p.bytes, p.seconds, p.readyAt, p.failure, p.urlHeld, p.exported, true));
  }

  /**
   * Returns how many credits it costs: one for each started minute of a downloaded source; 0 when
   * it fails.
   */
  int credits() {
    boolean free = progress.bytes == 0 || order.fails;
    return free ? 0 : (int) Math.max(1, Math.ceil(progress.seconds / 60));
  }

  String status(long now) {
    if (progress.failure != null) {
      return "failed";
    }
    if (progress.readyAt == 0) {
      return "processing";
    }
    if (now >= progress.readyAt) {
      // Its end may be noted a moment later, but it was never complete.
      return order.fails ? "failed" : "completed";
    }
    long half = (order.createdAt + progress.readyAt) / 2;
    return progress.exported || now >= half ? "exporting" : "transcribing";
  }

  /**
   * The public form: https://docs.submagic.co/api-reference/get-project (read 2026-11-22); absent
   * values are left out.
   *
   * @param link where the film is; null leaves it out
   */
  JsonObject toJson(long now, String link) {
    String status = status(now);
    JsonObject json =
        new JsonObject()
            .put("id", order.id)
            .put("title", order.title)
            .put("language", order.language)
            .put("status", status);
    putIfKnown(json, "webhookUrl", order.webhookUrl);
    putIfKnown(json, "templateName", order.template);
    putIfKnown(json, "failureReason", progress.failure);
    if (progress.seconds > 0) {
      json.put("transcriptionStatus", status.equals("transcribing") ? "PROCESSING" : "COMPLETED");
      json.put("videoMetaData", new JsonObject().put("duration", progress.seconds).put("fps", 15));
    }
    if (status.equals("completed") && !progress.urlHeld && link != null) {
      json.put("downloadUrl", link).put("directUrl", link).put("previewUrl", link);
    }
    return json.put("createdAt", Instant.ofEpochMilli(order.createdAt).toString())
        .put("updatedAt", Instant.ofEpochMilli(changedAt(now)).toString());
  }

  private long changedAt(long now) {
    long ended = progress.readyAt;
    return ended > 0 && ended <= now ? ended : now;
  }

  private Project with(Progress further) {
    return new Project(order, further);
  }

  private static void putIfKnown(JsonObject json, String name, String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
