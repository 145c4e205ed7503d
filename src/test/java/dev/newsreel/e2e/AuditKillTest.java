package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import dev.newsreel.redis.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The audit trail over a kill, a restart with other settings, and the commands. */
@Tag("process")
class AuditKillTest {

  private static final int SECONDS = 60;

  private final ExecutorService callers = Executors.newFixedThreadPool(4);
  private final Map<String, String> settings = new HashMap<>();
  private TestSandbox providers;
  private Path directory;
  private Api api;

  @BeforeEach
  void prepare() {
    providers = TestSandbox.start();
    directory = NewsreelProcess.directory();
    settings.putAll(providers.environment());
    int port = Web.freePort();
    settings.put("PORT", Integer.toString(port));
    settings.put("MANAGEMENT_PORT", Integer.toString(Web.freePort()));
    api = new Api(URI.create("http://127.0.0.1:" + port));
  }

  @AfterEach
  void clean() throws IOException {
    callers.shutdownNow();
    providers.close();
    NewsreelProcess.clean(directory);
  }

  private String command(int code, String... words) throws Exception {
    Files.deleteIfExists(directory.resolve("out.log"));
    try (NewsreelProcess process = NewsreelProcess.start(directory, settings, words)) {
      assertThat(process.awaitExit(SECONDS))
          .as(process.output() + process.errors())
          .isEqualTo(code);
      return process.output();
    }
  }

  private List<JsonNode> export() throws Exception {
    return command(0, "audit", "--export")
        .lines()
        .map(line -> Json.tree(line.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  // Answers that do not come are what a kill looks like from outside.
  private void postUntilItIsGone(Set<String> accepted) {
    try {
      // The list that is compared shows two hundred.
      while (!callers.isShutdown() && accepted.size() < 150) {
        accepted.add(api.postArticle().json().path("id").asText());
      }
    } catch (UncheckedIOException gone) {
      assertThat(gone).isNotNull();
    }
  }

  @Test
  void afterAKillEveryVideoHasItsActAndTheChainIsWhole() throws Exception {
    Set<String> accepted = ConcurrentHashMap.newKeySet();
    try (NewsreelProcess first = NewsreelProcess.start(directory, settings)) {
      first.awaitReady(api);
      for (int i = 0; i < 4; i++) {
        callers.execute(() -> postUntilItIsGone(accepted));
      }
      await().until(() -> accepted.size() > 40);
      first.kill();
    }
    callers.shutdownNow();
    settings.put("HEYGEN_SLOTS", "3");
    try (NewsreelProcess second = NewsreelProcess.start(directory, settings)) {
      second.awaitReady(api);
      List<JsonNode> trail = export();

      long acts = count(trail, "/act/operation", "post-videos");
      int videos = api.videos().size();
      assertThat(videos).isGreaterThanOrEqualTo(accepted.size()).isLessThan(200);
      assertThat(acts).isGreaterThanOrEqualTo(videos);
      assertThat(count(trail, "/outcome/status", "202")).isBetween(1L, acts);
      assertThat(
              trail.get(trail.size() - 1).path("changed").toString()
                  + trail.get(trail.size() - 2).path("changed"))
          .contains("{\"name\":\"heygen.slots\",\"old\":");
      second.terminate();
      second.awaitExit(SECONDS);
    }
    assertThat(command(0, "audit")).contains(" entries in the audit trail, 0 faults, head ");
  }

  private static long count(List<JsonNode> trail, String pointer, String value) {
    return trail.stream().filter(e -> e.at(pointer).asText().equals(value)).count();
  }

  @Test
  void keysThatAreMadeAndRevokedAreWrittenDownWithoutTheirSecrets() throws Exception {
    // One for all, so that not each command has to start its own.
    try (RedisServer redis = RedisServer.running()) {
      settings.put("REDIS_URL", redis.url());
      String key = command(0, "key", "create", "newsroom", "--scopes=read").strip();
      String id = key.substring(3, 15);
      command(0, "key", "revoke", id);
      command(2, "key", "revoke", "nothing");

      List<JsonNode> trail = export();

      assertThat(trail.stream().filter(e -> e.has("act")))
          .extracting(e -> e.at("/act/operation").asText() + ": " + e.at("/act/about").asText())
          .containsExactly(
              "key create: newsroom --scopes=read", "key revoke: " + id, "key revoke: nothing");
      assertThat(trail.stream().filter(e -> e.has("outcome")))
          .extracting(e -> e.at("/outcome/made").asText() + e.at("/outcome/status").asText())
          .containsExactly(id + "0", id + "0", "1");
      assertThat(trail.get(0).at("/who/name").asText()).isEqualTo(System.getProperty("user.name"));
      assertThat(trail.toString()).doesNotContain(key.substring(16));
      String head = command(0, "audit").strip().replaceAll("(?s).* head ", "");
      assertThat(command(0, "audit", "--head=" + head)).contains("0 faults, head " + head);
      assertThat(command(3, "audit", "--head=1:" + "0".repeat(64)))
          .contains("entry 1 is not the one that was noted");
      command(2, "audit", "--head=nonsense");
    }
  }
}
