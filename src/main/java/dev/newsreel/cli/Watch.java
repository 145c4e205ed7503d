package dev.newsreel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.cli.ApiClient.Reply;
import dev.newsreel.job.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at videos until they have ended, through restarts of the node. */
final class Watch {

  private static final Set<String> ENDED = Set.of("done", "failed", "cancelled", "held");
  private static final Set<Integer> LATER = Set.of(429, 500, 502, 503, 504);
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final Shell shell;
  private final ApiClient api;
  private final Patience patience;

  Watch(Shell shell, ApiClient api, Patience patience) {
    this.shell = shell;
    this.api = api;
    this.patience = patience;
  }

  static boolean hasEnded(JsonNode video) {
    return ENDED.contains(video.path("status").asText());
  }

  List<JsonNode> until(List<String> ids) {
    Thread farewell = new Thread(() -> sayHowToLookAgain(ids), "farewell");
    Runtime.getRuntime().addShutdownHook(farewell);
    try {
      return look(ids);
    } finally {
      Runtime.getRuntime().removeShutdownHook(farewell);
    }
  }

  private void sayHowToLookAgain(List<String> ids) {
    shell.terminal().err().println();
    shell.terminal().tell("Newsreel goes on without you. Look again with: show " + ids.get(0));
  }

  private List<JsonNode> look(List<String> ids) {
    Map<String, JsonNode> known = new LinkedHashMap<>();
    ids.forEach(id -> known.put(id, Json.MAPPER.createObjectNode().put("id", id)));
    Progress progress = new Progress(shell.terminal(), patience);
    Duration pause = FIRST;
    while (true) {
      boolean away = false;
      for (String id : ids) {
        away = away || (!hasEnded(known.get(id)) && !ask(id, known));
      }
      progress.show(new ArrayList<>(known.values()), away);
      boolean all = known.values().stream().allMatch(Watch::hasEnded);
      if (all || patience.isOver()) {
        progress.end();
        return new ArrayList<>(known.values());
      }
      patience.pause(pause);
      Duration next = pause.multipliedBy(2);
      pause = next.compareTo(LONGEST) < 0 ? next : LONGEST;
    }
  }

  /** Returns whether the node has answered. */
  private boolean ask(String id, Map<String, JsonNode> known) {
    try {
      Reply reply = api.get("/api/v1/videos/" + Ids.video(id));
      if (LATER.contains(reply.status())) {
        return false;
      }
      known.put(id, reply.orFail());
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
