package dev.newsreel.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.e2e.NewsreelProcess;
import dev.newsreel.job.Json;
import dev.newsreel.load.Figure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The load test as a process, in its quick size: it ends as it says and leaves nothing behind. */
@Tag("campaign")
class LoadTestRunTest {

  private static final Duration START = Duration.ofSeconds(90);

  private Path directory;
  private Path folder;
  private NewsreelProcess process;

  @BeforeEach
  void prepare() throws IOException {
    directory = NewsreelProcess.directory();
    folder = Files.createDirectory(directory.resolve("while"));
  }

  @AfterEach
  void end() {
    process.close();
  }

  private void start(String... more) {
    List<String> words = new ArrayList<>(List.of("load-test", "--quick"));
    words.addAll(List.of("--folder", folder.toString(), "--report", "report.json"));
    words.addAll(List.of(more));
    process = NewsreelProcess.start(directory, Map.of(), words.toArray(String[]::new));
  }

  private int exit() throws InterruptedException {
    return process.awaitExit(240);
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
    // A Redis is started in a session of its own, so it is looked for by its folder.
    await()
        .until(
            () ->
                ProcessHandle.allProcesses()
                    .noneMatch(p -> p.info().commandLine().orElse("").contains(folder.toString())));
  }

  /** Returns the sandbox and then the nodes, when there are so many; they are its Javas. */
  private List<ProcessHandle> awaitJavas(int count) {
    await().atMost(START).until(() -> javas().size() == count);
    return javas();
  }

  private List<ProcessHandle> javas() {
    return process
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .sorted(Comparator.comparing(child -> child.info().startInstant().orElseThrow()))
        .toList();
  }

  @Test
  void everythingIsMeasuredAndTheCountsAreThoseOfTheBill() throws Exception {
    start("--label", "a test");

    assertThat(exit()).as(process.output() + process.errors()).isZero();

    JsonNode report = Json.tree(Files.readAllBytes(directory.resolve("report.json")));
    for (Figure figure : Figure.values()) {
      assertThat(report.path("figures").path(figure.key()).isNumber()).as(figure.key()).isTrue();
    }
    assertThat(report.path("checks")).hasSizeGreaterThan(15);
    assertThat(report.at("/conditions/version").asText()).endsWith("a test");
    assertThat(report.at("/conditions/redis").asText()).startsWith("6.2");
    assertThat(process.output()).contains("prototype", "videos a day");
    assertNothingIsLeft();
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      start("--only", "nodes", "--port", port);

      assertThat(exit()).isEqualTo(1);
      assertThat(process.errors()).contains("load-test failed: Node 1 has ended", port);
    }
    assertNothingIsLeft();
  }

  @Test
  void aNodeThatDiesEndsIt() throws Exception {
    start("--only", "nodes");
    List<ProcessHandle> all = awaitJavas(4);

    all.get(2).destroyForcibly();

    assertThat(exit()).isEqualTo(1);
    assertThat(process.errors()).contains("load-test failed: Node 2 has ended");
    assertThat(directory.resolve("report.json")).doesNotExist();
    assertThat(all).noneMatch(ProcessHandle::isAlive);
    assertNothingIsLeft();
  }

  @Test
  void whoEndsItLeavesNothingBehind() throws Exception {
    start("--only", "parked");
    List<ProcessHandle> all = awaitJavas(2);

    process.signal("TERM");

    assertThat(exit()).isEqualTo(143);
    assertThat(all).noneMatch(ProcessHandle::isAlive);
    assertNothingIsLeft();
  }
}
