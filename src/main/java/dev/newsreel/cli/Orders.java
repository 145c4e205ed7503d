package dev.newsreel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.cli.ApiClient.Reply;
import dev.newsreel.job.Digest;
import dev.newsreel.job.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Asks a node for videos. A request whose answer is lost is repeated with the same key. What is no
 * feed is asked for as the page of an article, unless it was said how many entries are wanted.
 */
final class Orders {

  private static final String VIDEOS = "/api/v1/videos";
  private static final Set<String> NO_FEED =
      Set.of("feed_is_html", "feed_unknown_format", "feed_unreadable");
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);

  private final Shell shell;
  private final ApiClient api;
  private final Patience patience;
  private boolean answered;
  private String told = "";

  Orders(Shell shell, ApiClient api, Patience patience) {
    this.shell = shell;
    this.api = api;
    this.patience = patience;
  }

  /** Returns what a request would make and cost. An address that is no feed becomes a page's. */
  JsonNode estimate(ObjectNode body) {
    Reply reply = post(VIDEOS + "?dry_run=true", body, Map.of());
    return becamePage(body, reply) ? estimate(body) : reply.orFail();
  }

  private static boolean becamePage(ObjectNode body, Reply reply) {
    boolean open = body.has("rss_url") && !body.has("max_items");
    boolean page = open && NO_FEED.contains(reply.body().path("code").asText());
    if (page) {
      body.putObject("article").set("url", body.remove("rss_url"));
    }
    return page;
  }

  /**
   * Asks for videos.
   *
   * @param again whether an article that was given before gets another video
   * @return those that were accepted; empty when there is nothing new
   */
  List<JsonNode> place(ObjectNode body, boolean again) {
    boolean always = again || body.has("rss_url");
    byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
    String key = "cli-" + (always ? UUID.randomUUID().toString() : Digest.of(bytes));
    Reply reply = post(VIDEOS, body, Map.of("Idempotency-Key", key));
    if (becamePage(body, reply)) {
      return place(body, again);
    }
    JsonNode answer = reply.orFail();
    if (reply.replayed()) {
      shell.terminal().tell("This was asked for before; --again makes another video of it");
    }
    List<JsonNode> videos = new ArrayList<>();
    if (answer.has("id")) {
      videos.add(answer);
    } else {
      answer.path("videos").forEach(videos::add);
    }
    if (videos.isEmpty()) {
      shell.terminal().tell(answer.path("message").asText("There is nothing new"));
    }
    if (!reply.replayed()) {
      videos.forEach(this::tellAccepted);
    }
    return videos;
  }

  private void tellAccepted(JsonNode video) {
    String usd = Shown.usd(video.path("estimated_cost_usd"));
    shell
        .terminal()
        .tell(
            "%s is accepted%s"
                .formatted(
                    video.path("id").asText(), usd.isEmpty() ? "" : ", about " + usd + " USD"));
  }

  /** Waits until all have ended, or the time is over; returns what is known of them last. */
  List<JsonNode> await(List<JsonNode> videos) {
    List<String> ids = videos.stream().map(v -> v.path("id").asText()).toList();
    return new Watch(shell, api, patience).until(ids);
  }

  private Reply post(String path, ObjectNode body, Map<String, String> headers) {
    while (true) {
      String cause;
      Duration pause = PAUSE;
      try {
        Reply reply = api.post(path, body, headers);
        answered = true;
        if (!comesLater(reply)) {
          return reply;
        }
        pause = reply.retryAfter() == null ? PAUSE : reply.retryAfter();
        cause = reply.body().path("title").asText("The node answered " + reply.status());
      } catch (IOException e) {
        boolean unsent = e instanceof ConnectException || e instanceof HttpConnectTimeoutException;
        if (unsent && !answered) {
          throw api.unreachable(e);
        }
        cause = "The node does not answer";
      }
      waitBecause(cause, pause);
    }
  }

  private static boolean comesLater(Reply reply) {
    return LATER.contains(reply.status())
        || reply.body().path("code").asText("").equals("request_in_progress");
  }

  private void waitBecause(String cause, Duration pause) {
    if (patience.isOver()) {
      throw new CommandFailed(ExitCode.GAVE_UP_WAITING, cause + "; nothing more was waited for");
    }
    if (!cause.equals(told)) {
      shell.terminal().tell(cause + "; waiting");
      told = cause;
    }
    patience.pause(pause);
  }
}
