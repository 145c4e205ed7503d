package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The command {@code make} as a process, while the node that it waits for is killed. */
@Tag("process")
class MakeThroughRestartTest {

  private Path directory;
  private Path elsewhere;
  private TestSandbox providers;
  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void prepare() {
    directory = NewsreelProcess.directory();
    elsewhere = NewsreelProcess.directory();
    providers = TestSandbox.start("heygen.render", "1h");
    settings.put("PORT", Integer.toString(Web.freePort()));
    settings.put("MANAGEMENT_PORT", Integer.toString(Web.freePort()));
    settings.putAll(providers.environment());
    // Should HeyGen tell before the new node is told where it listens.
    settings.put("RECONCILE_AFTER", "1s");
  }

  @AfterEach
  void clean() throws IOException {
    providers.close();
    NewsreelProcess.clean(directory);
    NewsreelProcess.clean(elsewhere);
  }

  private String home() {
    return "http://127.0.0.1:" + settings.get("PORT");
  }

  private NewsreelProcess make() throws IOException {
    Files.writeString(
        elsewhere.resolve("a.txt"),
        "A bridge\n\nThe town has opened its new river bridge this morning, and many came to it.");
    return NewsreelProcess.start(
        elsewhere, Map.of("NEWSREEL_SERVER", home()), "make", "a.txt", "--timeout", "2m");
  }

  @Test
  void makeWaitsForANodeThatWasKilledAndPrintsTheVideo() throws Exception {
    try (NewsreelProcess first = NewsreelProcess.start(directory, settings)) {
      first.awaitReady(new Api(URI.create(home())));
      try (NewsreelProcess make = make()) {
        awaitTold(make, "rendering");
        first.kill();
        awaitTold(make, "does not answer");
        try (NewsreelProcess second = NewsreelProcess.start(directory, settings)) {
          second.awaitReady(new Api(URI.create(home())));
          providers.endRenders();
          assertThat(make.awaitExit(90)).as(make.errors() + second.errors()).isZero();
        }
        assertThat(make.output()).contains("http://", ".mp4");
        assertThat(make.errors()).contains("it answers again");
        assertThat(providers.bill("/heygen/videos")).isEqualTo(1);
      }
    }
  }

  // Ctrl-C goes the same way, but who starts the tests in the background has it ignored.
  @Test
  void whoEndsTheWaitingIsToldHowToLookAgain() throws Exception {
    try (NewsreelProcess node = NewsreelProcess.start(directory, settings)) {
      Api api = new Api(URI.create(home()));
      node.awaitReady(api);
      try (NewsreelProcess make = make()) {
        awaitTold(make, "rendering");
        make.signal("TERM");
        assertThat(make.awaitExit(60)).isEqualTo(143);
        String id = make.errors().replaceAll("(?s).*?(v_[0-9a-z]+).*", "$1");
        assertThat(make.errors()).contains("goes on without you", "show " + id);
        assertThat(api.video(id).path("status").asText()).isNotIn("cancelled", "failed");
      }
    }
  }

  private static void awaitTold(NewsreelProcess process, String word) {
    try {
      await().pollInterval(Duration.ofMillis(50)).until(() -> process.errors().contains(word));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(process.output() + process.errors(), e);
    }
  }
}
