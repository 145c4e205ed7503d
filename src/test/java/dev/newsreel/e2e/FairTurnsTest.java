package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.job.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two slots and the backlogs of three feeds: in which order HeyGen is asked. */
class FairTurnsTest {

  private static final int BACKLOG = 8;

  private final Map<String, String> names = new HashMap<>();

  private JsonNode post(RunningNewsreel node, String name, String field, String value) {
    String title = name + " " + names.size();
    JsonNode body =
        Json.tree(Api.article(title, title + " text.").getBytes(StandardCharsets.UTF_8));
    if (field != null) {
      ((ObjectNode) body).put(field, value);
    }
    Web.Reply reply = node.api().post(body.toString());
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    names.put(reply.json().path("id").asText(), name);
    return reply.json();
  }

  private List<String> ordered(TestSandbox providers) {
    URI all = providers.url("/heygen/v3/videos?limit=100");
    List<String> order = new ArrayList<>();
    Web.call("GET", all, new byte[0], "x-api-key", "k")
        .json()
        .path("data")
        .forEach(video -> order.add(name(video.path("title").asText())));
    Collections.reverse(order);
    return order;
  }

  private String name(String title) {
    return names.keySet().stream()
        .filter(title::contains)
        .map(names::get)
        .findFirst()
        .orElse(title);
  }

  @Test
  void followsTheTurnsOfFeedsAndLetsCallersGoFirst() {
    try (TestSandbox providers = TestSandbox.start("heygen.slots", "2", "heygen.render", "1h");
        RunningNewsreel node = RunningNewsreel.start(providers, "heygen.slots", "2")) {
      for (String feed : List.of("a", "b", "c")) {
        for (int i = 0; i < BACKLOG; i++) {
          post(node, feed, "feed", feed);
        }
      }
      await().until(() -> capacity(node).at("/queues/script/waiting").asInt() == 0);
      await().until(() -> capacity(node).at("/queues/script/working").asInt() == 0);
      JsonNode last = post(node, "c", "feed", "c");
      await().until(() -> ordered(providers).size() == 2);
      int before = 2;
      assertThat(last.path("queue_position").asInt()).isGreaterThan(3 * BACKLOG - before - 4);
      JsonNode http = post(node, "http", null, null);
      JsonNode high = post(node, "high", "priority", "high");

      assertThat(List.of(http, high)).allMatch(v -> v.path("queue_position").asInt() <= 3);
      assertThat(Instant.parse(http.path("eta").asText()))
          .isBefore(Instant.parse(last.path("eta").asText()));
      assertThat(capacity(node).at("/slots/taken").asInt()).isLessThanOrEqualTo(2);
      assertThat(capacity(node).at("/waiting_by_feed/b").asInt()).isPositive();
      int enough = before + 11;
      await()
          .until(
              () -> {
                Web.postJson(providers.url("/control/heygen/end?count=1"), "");
                return ordered(providers).size() >= enough;
              });

      List<String> order = ordered(providers);
      // Whoever finds no slot after all is put off for a second, in which others are ordered.
      assertThat(order.subList(0, enough))
          .as("%s, %d before", order, before)
          .contains("http", "high");
      List<String> turns = new ArrayList<>(order.subList(before, enough));
      turns.removeAll(List.of("http", "high"));
      assertThat(turns)
          .as("%s, %d before", order, before)
          .contains("a", "b", "c")
          .filteredOn("a"::equals)
          .hasSizeLessThanOrEqualTo(5);
    }
  }

  private static JsonNode capacity(RunningNewsreel node) {
    return Web.get(node.api().url("/api/v1/capacity")).json();
  }
}
