package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.redis.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With {@code dedupe.near} the same story costs one video, whoever brings it. */
class NearDuplicatesTest {

  private static final String STORY =
      "The harbour ferries are sailing again. After four months in the dry dock the three boats left"
          + " the quay on Monday morning, each of them full to the last seat. The city has replaced"
          + " the old engines with electric ones, so quiet that passengers could hear the gulls. A"
          + " crossing takes eleven minutes and costs two euros, as it did before the winter.";

  private TestSandbox providers;

  @BeforeEach
  void start() {
    providers = TestSandbox.start();
  }

  @AfterEach
  void stop() {
    providers.close();
  }

  private static String post(RunningNewsreel node, String title, String text) {
    return node.api().post(Api.article(title, text)).json().path("id").asText();
  }

  @Test
  void fiftyCopiesOnTwoNodesBecomeOneVideo() {
    // A slow machine must not make the one script be asked for twice.
    String[] drop = {"dedupe.near", "drop", "openai.timeout", "20s"};
    try (RunningNewsreel one = RunningNewsreel.start(providers, drop);
        RunningNewsreel two = RunningNewsreel.join(providers, drop)) {
      List<String> ids =
          IntStream.range(0, 50)
              .parallel()
              .mapToObj(i -> post(i % 2 == 0 ? one : two, "Headline " + i, STORY + " Copy " + i))
              .toList();

      List<JsonNode> ended = ids.stream().map(one.api()::awaitEnd).toList();

      assertThat(ended)
          .extracting(v -> v.path("status").asText())
          .containsOnlyOnce("done")
          .containsOnly("done", "cancelled");
      String made =
          ended.stream()
              .filter(v -> v.path("status").asText().equals("done"))
              .map(v -> v.path("id").asText())
              .collect(Collectors.joining());
      assertThat(ended.stream().filter(v -> v.has("failure")))
          .allMatch(v -> v.at("/failure/code").asText().equals("near_duplicate"))
          .allMatch(v -> v.at("/failure/message").asText().contains(made));
      assertThat(providers.bill("/heygen/videos")).isEqualTo(1);
      assertThat(providers.bill("/openai/calls")).isEqualTo(1);
    }
  }

  @Test
  void aHeldCopyIsMadeWhenAPersonResumesIt() {
    try (RunningNewsreel node = RunningNewsreel.start(providers, "dedupe.near", "hold")) {
      node.api().awaitEnd(post(node, "Ferries", STORY), "done");
      String copy = post(node, "The boats are back", STORY + " All rights reserved.");
      node.api().awaitEnd(copy, "held");
      assertThat(providers.videosOf(copy)).isZero();

      Web.postJson(node.api().url("/api/v1/videos/" + copy + "/resume"), "{}");
      node.api().awaitStatus(copy, "done");

      assertThat(providers.videosOf(copy)).isEqualTo(1);
      assertThat(node.api().edges(copy)).containsOnlyOnce("held", "retried", "script written");
    }
  }

  @Test
  void jobsWaitAndNothingIsLostOrBoughtTwiceWhileRedisIsAway() throws Exception {
    try (RedisServer server = RedisServer.running();
        RunningNewsreel node =
            RunningNewsreel.on(
                server.url(), providers, "dedupe.near", "hold", "reconcile.after", "1s")) {
      providers.fault("{'provider':'openai','kind':'delay','delay':'300ms'}");
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String text =
            Stream.generate(() -> UUID.randomUUID().toString().substring(0, 6))
                .limit(80)
                .collect(Collectors.joining(" ", "It is said: ", "."));
        ids.add(post(node, "Story " + i, text));
      }
      server.kill();
      server.start();

      ids.forEach(id -> node.api().awaitEnd(id, "done"));
      new Books(server.url(), 1, providers, node.api()).assertBalanced();
    }
  }
}
