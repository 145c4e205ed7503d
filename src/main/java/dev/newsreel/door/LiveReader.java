package dev.newsreel.door;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** One open stream of server-sent events. Its answer is written on the connection's own thread. */
final class LiveReader {

  private static final int MOST_SKIPPED = 10;
  private static final int BEAT = 15;

  private final Context context;
  private final HttpServerResponse response;
  private final String video;
  private final BooleanSupplier admitted;
  private String overview;
  private String film;
  private int skipped;
  private int quiet;

  /**
   * Makes a reader.
   *
   * @param video the id of the video that it watches; null when it watches none
   * @param admitted tells whether its caller would still be let in
   */
  LiveReader(Context context, HttpServerResponse response, String video, BooleanSupplier admitted) {
    this.context = context;
    this.response = response;
    this.video = video;
    this.admitted = admitted;
  }

  /** Returns the id of the video that it watches; null when it watches none. */
  String video() {
    return video;
  }

  /** Returns whether its caller would still be let in; may ask Redis. */
  boolean isAdmitted() {
    return admitted.getAsBoolean();
  }

  /** Sends what is new to this reader; nothing for a while is a comment that keeps it open. */
  void offer(LiveNews news) {
    context.runOnContext(unused -> write(news));
  }

  private void write(LiveNews news) {
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.writeQueueFull()) {
      skipped++;
      if (skipped > MOST_SKIPPED) {
        response.reset();
      }
      return;
    }
    skipped = 0;
    String text = news.trouble() == null ? news(news) : trouble(news.trouble());
    quiet = text.isEmpty() ? quiet + 1 : 0;
    if (!text.isEmpty()) {
      response.write(text);
    } else if (quiet % BEAT == 0) {
      response.write(": still here\n\n");
    }
  }

  private String trouble(String problem) {
    overview = null;
    return event("trouble", problem);
  }

  private String news(LiveNews news) {
    String text = "";
    if (!Objects.equals(overview, news.overview())) {
      overview = news.overview();
      text += event("overview", overview);
    }
    String now = video == null ? null : news.videos().get(video);
    if (now != null && !now.equals(film)) {
      film = now;
      text += event("video", film);
    }
    return text;
  }

  // JSON of ours has no line breaks, so one line of data holds it.
  private static String event(String name, String json) {
    return "event: " + name + "\ndata: " + json + "\n\n";
  }

  /** Ends the stream. A repeat is harmless. */
  void end() {
    context.runOnContext(
        unused -> {
          if (!response.ended() && !response.closed()) {
            response.end();
          }
        });
  }
}
