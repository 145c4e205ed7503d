package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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

/** A node is told to stop (SIGTERM) in the middle of its work, and a new one takes its place. */
@Tag("process")
class DeployTest {

  private static final int JOBS = 12;

  private final TestSandbox providers =
      TestSandbox.start("heygen.render", "300ms", "openai.reply", "200ms", "heygen.slots", "50");
  private final Path directory = NewsreelProcess.directory();
  private final List<NewsreelProcess> processes = new ArrayList<>();
  private Map<String, String> settings;
  private Api api;

  @BeforeEach
  void prepare() {
    int port = Web.freePort();
    settings = providers.environment();
    settings.put("PORT", Integer.toString(port));
    settings.put("MANAGEMENT_PORT", Integer.toString(Web.freePort()));
    settings.put("RECONCILE_AFTER", "1s");
    settings.put("RETRY_FIRST", "100ms");
    settings.put("SUBMAGIC_UNKNOWN_WAIT", "2s");
    settings.put("HEYGEN_WEBHOOK_CHECK", "300ms");
    api = new Api(URI.create("http://127.0.0.1:" + port));
  }

  @AfterEach
  void clean() throws IOException {
    processes.forEach(NewsreelProcess::close);
    providers.close();
    NewsreelProcess.clean(directory);
  }

  private NewsreelProcess started() {
    NewsreelProcess process = NewsreelProcess.start(directory, settings);
    processes.add(process);
    process.awaitReady(api);
    return process;
  }

  private void assertAllDoneOnce(List<String> ids) {
    await()
        .pollInterval(Duration.ofMillis(100))
        .until(() -> ids.stream().allMatch(id -> status(id).equals("done")));
    assertThat(ids).allSatisfy(id -> assertThat(providers.videosOf(id)).isEqualTo(1));
    assertThat(providers.bill("/submagic/paid")).isEqualTo(ids.size());
  }

  private String status(String id) {
    JsonNode video = api.video(id);
    return video.path("status").asText();
  }

  @Test
  void whatWasBegunIsFinishedOrHandedBackAndNothingIsDoneTwice() throws InterruptedException {
    NewsreelProcess first = started();
    List<String> ids = IntStream.range(0, JOBS).mapToObj(i -> api.accepted()).toList();

    first.terminate();

    assertThat(first.awaitExit(60)).isIn(0, 143);
    started();
    assertAllDoneOnce(ids);
  }

  @Test
  void aFilmThatIsBeingReadSlowlyIsOrderedAgainWhenItBreaksOff() throws InterruptedException {
    settings.put("CAMEL_MAIN_SHUTDOWN_TIMEOUT", "3");
    NewsreelProcess first = started();
    providers.fault("{'provider':'files','kind':'slow_drip','delay':'4s','times':1}");
    String id = api.accepted();
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> api.edges(id).contains("source fetched"));

    first.terminate();

    assertThat(first.awaitExit(60)).isIn(0, 143);
    started();
    assertAllDoneOnce(List.of(id));
  }
}
