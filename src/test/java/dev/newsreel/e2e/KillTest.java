package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process is killed in the middle of its work and started again on the same directory. */
@Tag("process")
class KillTest {

  private static final int JOBS = 20;

  private TestSandbox providers;
  private final List<NewsreelProcess> processes = new ArrayList<>();
  private Path directory;
  private Map<String, String> settings;
  private Api api;

  @BeforeEach
  void prepare() {
    providers = TestSandbox.start("heygen.render", "1h", "heygen.slots", "50");
    directory = NewsreelProcess.directory();
    settings = providers.environment();
    int port = Web.freePort();
    settings.put("PORT", Integer.toString(port));
    settings.put("MANAGEMENT_PORT", Integer.toString(Web.freePort()));
    settings.put("RATE_LIMIT_ENABLED", "false");
    settings.put("RECONCILE_AFTER", "1s");
    settings.put("RECONCILE_DEADLINE", "60s");
    settings.put("RETRY_FIRST", "100ms");
    settings.put("SUBMAGIC_UNKNOWN_WAIT", "2s");
    // No more orders than these can be on their way when it is killed.
    settings.put("SUBMAGIC_WORKERS", "6");
    settings.put("HEYGEN_WEBHOOK_CHECK", "300ms");
    api = new Api(URI.create("http://127.0.0.1:" + port));
  }

  @AfterEach
  void clean() throws IOException {
    processes.forEach(NewsreelProcess::close);
    providers.close();
    NewsreelProcess.clean(directory);
  }

  @Test
  void killedWhileVideosAreOrderedEveryJobIsFinishedAndNothingIsBoughtTwice() {
    NewsreelProcess first = started();
    List<String> ids = IntStream.range(0, JOBS).mapToObj(i -> api.accepted()).toList();
    await().pollInterval(Duration.ofMillis(5)).until(() -> providers.bill("/heygen/videos") >= 3);

    first.kill();
    double videosWhenKilled = providers.bill("/heygen/videos");
    NewsreelProcess second = started();

    List<JsonNode> ended = awaitAll(ids);
    second.close();
    assertThat(videosWhenKilled).as("killed in the middle").isLessThan(JOBS + 1);
    assertThat(ended).allSatisfy(v -> assertThat(v.path("status").asText()).isEqualTo("done"));
    assertThat(ids).allSatisfy(id -> assertThat(providers.videosOf(id)).isEqualTo(1));
    // A film that was being fetched at the kill is ordered again: the broken project costs nothing.
    assertThat(providers.bill("/submagic/paid")).isEqualTo(JOBS);
    assertThat(redisRuns()).as("Redis goes with the last node").isFalse();
  }

  @Test
  void killedWhileCaptionsAreOrderedNothingIsPaidTwiceAndEveryJobEnds() {
    NewsreelProcess first = started();
    List<String> ids = IntStream.range(0, JOBS).mapToObj(i -> api.accepted()).toList();
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              providers.endRenders();
              return providers.bill("/submagic/projects") >= 3;
            });

    first.kill();
    started();

    List<JsonNode> ended = awaitAll(ids);
    List<JsonNode> stopped =
        ended.stream().filter(v -> !v.path("status").asText().equals("done")).toList();
    assertThat(ids).allSatisfy(id -> assertThat(providers.videosOf(id)).isEqualTo(1));
    assertThat(providers.bill("/submagic/paid")).isLessThanOrEqualTo(JOBS);
    // Submagic tells only once: an order whose answer and webhook both met no node is unknowable.
    assertThat(stopped).hasSizeLessThan(JOBS / 2);
    assertThat(stopped)
        .allSatisfy(
            v ->
                assertThat(v.at("/failure/code").asText())
                    .isIn("order_unknown", "captions_failed"));
  }

  private NewsreelProcess started() {
    NewsreelProcess process = NewsreelProcess.start(directory, settings);
    processes.add(process);
    process.awaitReady(api);
    return process;
  }

  private List<JsonNode> awaitAll(List<String> ids) {
    await()
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              providers.endRenders();
              assertThat(ids).allMatch(this::ended);
            });
    return ids.stream().map(api::video).toList();
  }

  private boolean ended(String id) {
    return List.of("done", "failed", "held").contains(api.video(id).path("status").asText());
  }

  private boolean redisRuns() {
    try {
      return NewsreelProcess.redisRuns(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
