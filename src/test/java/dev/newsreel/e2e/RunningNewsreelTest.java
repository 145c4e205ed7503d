package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nodes share their work, and go without a trace. */
class RunningNewsreelTest {

  @Test
  void twoNodesShareTheWorkAndOneFinishesItAlone() {
    try (TestSandbox providers = TestSandbox.start("heygen.render", "400ms");
        RunningNewsreel one = RunningNewsreel.start(providers)) {
      RunningNewsreel two =
          RunningNewsreel.join(providers, "public-base-url", one.api().home().toString());
      List<String> ids =
          IntStream.range(0, 8).mapToObj(i -> (i % 2 == 0 ? one : two).api().accepted()).toList();
      two.api().awaitStatus(ids.get(7), "rendering");

      two.close();

      ids.forEach(id -> one.api().awaitEnd(id, "done"));
      ids.forEach(id -> assertThat(providers.videosOf(id)).isEqualTo(1));
      ids.forEach(id -> assertThat(providers.projectsOf(id)).isEqualTo(1));
      assertThat(
              ids.stream()
                  .flatMap(id -> one.api().events(id).stream())
                  .map(e -> e.path("node").asText())
                  .distinct())
          .hasSize(2);
    }
  }

  @Test
  void aStoppedNodeLeavesNoThreadsAndNoFiles() throws Exception {
    Set<Long> before;
    Path files;
    try (TestSandbox providers = TestSandbox.start()) {
      // What Redis and HTTP clients of the tests themselves need is there from now on.
      RunningNewsreel.start(providers).close();
      before = threads().keySet();

      RunningNewsreel node = RunningNewsreel.start(providers);
      node.api().awaitEnd(node.api().accepted(), "done");
      files = node.videos().getParent();
      node.close();
    }

    assertThat(Files.exists(files)).isFalse();
    // The sandbox has ended as well, because it begins threads when it likes.
    await()
        .untilAsserted(
            () -> {
              var left = threads();
              left.keySet().removeAll(before);
              assertThat(left.values()).isEmpty();
            });
  }

  // Threads of the JDK's own HTTP client and of the common pool belong to the tests.
  private static java.util.Map<Long, String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            t -> !t.getName().matches("HttpClient-.*|ForkJoinPool.*|awaitility.*|process reaper.*"))
        .collect(Collectors.toMap(Thread::getId, Thread::getName));
  }
}
