package dev.newsreel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.settings.BadSetting;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * What has become of videos.
 *
 * @param json whether they are printed as the API shows them
 */
record Outcome(Shell shell, boolean json) {

  /** Prints where the finished ones are, and why others are not; returns with what to end. */
  int tell(List<JsonNode> videos) {
    int code = ExitCode.OK;
    for (JsonNode video : videos) {
      if (json) {
        shell.terminal().out().println(Shown.json(video));
      }
      code = worse(code, tell(video));
    }
    return code;
  }

  private static int worse(int one, int other) {
    if (one == ExitCode.OK || other == ExitCode.OK) {
      return Math.max(one, other);
    }
    return Math.min(one, other);
  }

  private int tell(JsonNode video) {
    String id = video.path("id").asText();
    return switch (video.path("status").asText()) {
      case "done" -> {
        if (!json) {
          shell.terminal().out().println(PlainText.line(place(video.path("result"))));
        }
        yield ExitCode.OK;
      }
      case "failed", "cancelled" -> because(video, ExitCode.VIDEO_FAILED);
      case "held" -> because(video, ExitCode.VIDEO_HELD);
      default -> {
        shell.terminal().tell(id + " goes on; look again with: show " + id);
        yield ExitCode.GAVE_UP_WAITING;
      }
    };
  }

  private int because(JsonNode video, int code) {
    JsonNode failure = video.path("failure");
    String id = video.path("id").asText();
    String status = video.path("status").asText();
    shell.terminal().tell(id + " is " + status + reason(failure));
    if (failure.hasNonNull("next")) {
      shell.terminal().tell("Next: " + failure.path("next").asText());
    }
    return code;
  }

  private static String reason(JsonNode failure) {
    return failure.hasNonNull("message") ? ": " + failure.path("message").asText() : "";
  }

  // The node may be another machine, and its folder none of ours.
  private String place(JsonNode result) {
    String file = result.path("file").asText("");
    String url = result.path("url").asText(file);
    try {
      Settings settings = SettingsLoader.load(shell.directory(), shell.environment());
      Path here = shell.directory().resolve(settings.text("publish.to")).resolve(file);
      return !file.isEmpty() && Files.isRegularFile(here) ? here.toString() : url;
    } catch (BadSetting | InvalidPathException e) {
      return url;
    }
  }
}
