package dev.newsreel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node says when it does not do what was asked: a problem document.
 *
 * @param status the HTTP status
 * @param problem the answer; a missing node when it was no JSON
 */
record Refused(int status, JsonNode problem) {

  /** Returns the stable code; empty when there is none. */
  String code() {
    return problem.path("code").asText("");
  }

  /** Returns it as one sentence, and with what to end. */
  CommandFailed asFailure() {
    String title = problem.path("title").asText("The node answered " + status);
    List<String> parts = new ArrayList<>(List.of(title));
    if (problem.hasNonNull("detail")) {
      parts.add(problem.path("detail").asText());
    }
    problem
        .path("errors")
        .forEach(e -> parts.add(e.path("field").asText() + " " + e.path("message").asText()));
    boolean access = status == 401 || status == 403;
    if (access) {
      parts.add("give a key with NEWSREEL_API_KEY or --key-file");
    }
    return new CommandFailed(
        access ? ExitCode.NO_ACCESS : ExitCode.FAILED, String.join("; ", parts));
  }
}
