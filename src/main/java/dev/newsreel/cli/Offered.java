package dev.newsreel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * What would be made, before it is asked for.
 *
 * @param estimate what the API answers to a dry run
 */
record Offered(Shell shell, JsonNode estimate) {

  void show() {
    JsonNode videos = estimate.path("videos");
    for (JsonNode video : videos) {
      shell
          .terminal()
          .tell(
              "%7s USD  %s"
                  .formatted(
                      Shown.usd(video.path("estimated_cost_usd")), video.path("title").asText()));
      if (video.has("excerpt")) {
        shell.terminal().tell(" ".repeat(13) + video.path("excerpt").asText());
      }
    }
    if (videos.isEmpty()) {
      shell.terminal().tell(estimate.path("message").asText("There is nothing new"));
    } else if (simulated()) {
      shell.terminal().tell("All providers are simulated: it costs nothing");
    }
  }

  private boolean simulated() {
    return estimate.path("simulated").asBoolean(false);
  }

  /** Returns whether it may be made; asks where it costs real money. */
  boolean accepted() {
    if (simulated()) {
      return true;
    }
    String usd = Shown.usd(estimate.path("estimated_cost_usd"));
    int videos = estimate.path("videos").size();
    String what = videos == 1 ? "this video" : "these " + videos + " videos";
    shell.terminal().err().print("Make %s for about %s USD? [y/N] ".formatted(what, usd));
    shell.terminal().err().flush();
    try {
      String answer =
          new BufferedReader(new InputStreamReader(shell.in(), StandardCharsets.UTF_8)).readLine();
      return answer != null && answer.strip().matches("(?i)y|yes");
    } catch (IOException e) {
      return false;
    }
  }
}
