package dev.newsreel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What is told while videos are made: on a terminal one line that changes, elsewhere a line for
 * each change.
 */
final class Progress {

  private static final List<String> STAGES =
      List.of("queued", "scripting", "rendering", "captioning", "publishing", "done");
  private static final String BACK = "\r\u001b[K";

  private final Terminal terminal;
  private final Patience patience;
  private final Map<String, String> told = new HashMap<>();
  private boolean away;
  private boolean open;

  Progress(Terminal terminal, Patience patience) {
    this.terminal = terminal;
    this.patience = patience;
  }

  /**
   * Tells what is new.
   *
   * @param nobodyAnswers whether the node is away just now
   */
  void show(List<JsonNode> videos, boolean nobodyAnswers) {
    if (terminal.interactive()) {
      redraw(videos, nobodyAnswers);
      return;
    }
    for (JsonNode video : videos) {
      String news = video.path("status").asText("") + video.path("waiting_for").asText("");
      if (!news.isEmpty() && !news.equals(told.put(video.path("id").asText(), news))) {
        String id = videos.size() == 1 ? "" : "  " + video.path("id").asText();
        terminal.tell(elapsed() + id + "  " + state(video));
      }
    }
    if (nobodyAnswers != away) {
      terminal.tell(
          elapsed()
              + (nobodyAnswers ? "  the node does not answer; waiting" : "  it answers again"));
    }
    away = nobodyAnswers;
  }

  private String elapsed() {
    return "%7s".formatted(Shown.clock(patience.spent()));
  }

  private static String state(JsonNode video) {
    StringJoiner state = new StringJoiner(", ");
    state.add(video.path("status").asText());
    Instant eta = Shown.instant(video.path("eta"));
    if (eta != null && !Watch.hasEnded(video)) {
      state.add("about " + Shown.clock(Duration.between(Instant.now(), eta)) + " left");
    }
    if (video.path("queue_position").asLong(0) > 0) {
      state.add(video.path("queue_position").asText() + " before it");
    }
    if (video.hasNonNull("waiting_for")) {
      state.add("waits: " + video.path("waiting_for").asText());
    }
    return state.toString();
  }

  private void redraw(List<JsonNode> videos, boolean nobodyAnswers) {
    String line =
        videos.size() == 1
            ? bar(videos.get(0)) + " " + state(videos.get(0))
            : videos.stream().filter(Watch::hasEnded).count()
                + " of "
                + videos.size()
                + " ended"
                + next(videos);
    String more = nobodyAnswers ? ", the node does not answer" : "";
    String whole = PlainText.line(Shown.clock(patience.spent()) + " " + line + more);
    terminal.err().print(BACK + PlainText.cut(whole, terminal.columns() - 1));
    terminal.err().flush();
    open = true;
  }

  private static String next(List<JsonNode> videos) {
    return videos.stream()
        .filter(v -> !Watch.hasEnded(v))
        .findFirst()
        .map(v -> "; " + v.path("id").asText() + " " + state(v))
        .orElse("");
  }

  private static String bar(JsonNode video) {
    int stage = Math.max(0, STAGES.indexOf(video.path("status").asText()));
    return "[" + "#".repeat(stage) + "-".repeat(STAGES.size() - 1 - stage) + "]";
  }

  /** Leaves the line that changes. */
  void end() {
    if (open) {
      terminal.err().println();
      open = false;
    }
  }
}
