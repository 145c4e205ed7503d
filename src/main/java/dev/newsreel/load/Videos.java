package dev.newsreel.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import dev.newsreel.job.Status;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the API says about the videos of a stage. */
final class Videos {

  private static final int PAGE = 200;

  private final Stage stage;

  Videos(Stage stage) {
    this.stage = stage;
  }

  /** Returns how many there are in a status, such as {@code done}. */
  int count(String status) {
    return read("?limit=1").path("counts").path(status).asInt();
  }

  /** Returns how many have ended in whatever way, the held ones with them. */
  int ended() {
    JsonNode counts = read("?limit=1").path("counts");
    return Arrays.stream(Status.values())
        .filter(Status::ended)
        .mapToInt(status -> counts.path(status.text()).asInt())
        .sum();
  }

  /** Returns the newest ones. */
  List<JsonNode> newest(int count) {
    List<JsonNode> found = new ArrayList<>();
    String cursor = "";
    while (found.size() < count && cursor != null) {
      JsonNode page = read("?limit=" + Math.min(PAGE, count - found.size()) + cursor);
      page.path("videos").forEach(found::add);
      cursor =
          page.hasNonNull("next_cursor") ? "&cursor=" + page.path("next_cursor").asText() : null;
    }
    return found;
  }

  /** Returns how long the newest ones took from accepted to done. */
  Times durations(int count) {
    return Times.of(
        newest(count).stream()
            .map(
                video ->
                    video.path("status").asText().equals("done")
                        ? Duration.between(at(video, "created_at"), at(video, "updated_at"))
                            .toNanos()
                        : Times.FAILED)
            .toList());
  }

  private static Instant at(JsonNode video, String field) {
    return Instant.parse(video.path(field).asText());
  }

  private JsonNode read(String query) {
    URI url = URI.create(stage.node().videos() + query);
    var answer = stage.rig().caller().call(Caller.get(url));
    if (answer.statusCode() != 200) {
      throw new LoadFailed("The node refuses " + url + ": " + answer.body());
    }
    return Json.tree(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
