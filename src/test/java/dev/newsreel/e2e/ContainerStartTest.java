package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.job.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The container's own Java, as the Dockerfile links it, makes a video when it is started as there.
 */
@Tag("campaign")
class ContainerStartTest {

  private final TestSandbox providers = TestSandbox.start();
  private final Path directory = NewsreelProcess.directory();

  @AfterEach
  void clean() throws IOException {
    providers.close();
    NewsreelProcess.clean(directory);
  }

  private Path linked() throws Exception {
    Path java = directory.resolve("java");
    List<String> modules = Files.readAllLines(Path.of("ops/java-modules"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                "--add-modules",
                String.join(",", modules),
                "--include-locales=en",
                "--no-man-pages",
                "--no-header-files",
                "--output",
                java.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return java.resolve("bin/java");
  }

  private static List<String> entryPoint() throws IOException {
    String line =
        Files.readAllLines(Path.of("Dockerfile")).stream()
            .filter(text -> text.startsWith("ENTRYPOINT "))
            .findFirst()
            .orElseThrow();
    List<String> words = new ArrayList<>();
    byte[] json = line.substring("ENTRYPOINT ".length()).getBytes(StandardCharsets.UTF_8);
    Json.tree(json).forEach(word -> words.add(word.asText()));
    return words;
  }

  private Map<String, String> environment(int port) {
    Map<String, String> environment = providers.environment();
    environment.put("PORT", Integer.toString(port));
    environment.put("MANAGEMENT_PORT", Integer.toString(Web.freePort()));
    environment.put("RECONCILE_AFTER", "1s");
    return environment;
  }

  @Test
  void makesAVideo() throws Exception {
    List<String> entry = entryPoint();
    assertThat(entry.get(0)).isEqualTo("/java/bin/java");
    assertThat(entry.subList(entry.size() - 2, entry.size()))
        .containsExactly("-jar", "target/newsreel.jar");
    List<String> java = new ArrayList<>(entry.subList(1, entry.size() - 2));
    // The cache is made in the image, of its own files; the other is only known to newer ones.
    assertThat(java.remove("-XX:AOTCache=newsreel.aot")).isTrue();
    java.removeIf(option -> option.startsWith("--sun-misc") && Runtime.version().feature() < 24);
    java.add(0, linked().toString());
    int port = Web.freePort();
    Api api = new Api(URI.create("http://127.0.0.1:" + port));

    try (NewsreelProcess process = NewsreelProcess.startWith(java, directory, environment(port))) {
      process.awaitReady(api);
      String id = api.accepted();
      await()
          .pollInterval(Duration.ofMillis(100))
          .until(() -> api.video(id).path("status").asText().equals("done"));
    }
  }
}
