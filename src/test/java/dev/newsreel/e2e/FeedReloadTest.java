package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The feeds' file is edited while the program runs. */
@Tag("process")
class FeedReloadTest {

  private static final String FEED =
      """
      - beans:
          - name: %s
            type: dev.newsreel.intake.Feed
            properties:
              url: "%s"
              every: 1d
              first-run: newest 2
      """;

  private TestSandbox providers;
  private Path directory;
  private NewsreelProcess process;
  private Api api;

  @BeforeEach
  void start() {
    providers = TestSandbox.start();
    directory = NewsreelProcess.directory();
    write(FEED.formatted("town", providers.url("/feed.xml?town")));
    int port = Web.freePort();
    Map<String, String> settings =
        Map.of(
            "PORT", Integer.toString(port),
            "MANAGEMENT_PORT", Integer.toString(Web.freePort()),
            "EGRESS_ALLOW", providers.hostAndPort());
    process = NewsreelProcess.start(directory, settings);
    api = new Api(URI.create("http://127.0.0.1:" + port));
  }

  @AfterEach
  void stop() throws IOException {
    process.close();
    providers.close();
    NewsreelProcess.clean(directory);
  }

  private void write(String feeds) {
    try {
      Files.writeString(directory.resolve("routes/feeds.camel.yaml"), feeds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode feed(String name) {
    try {
      return Web.get(api.url("/api/v1/feeds/" + name)).json();
    } catch (UncheckedIOException notYetUp) {
      return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }
  }

  private void awaitPoll(String name) {
    await().pollInterval(Duration.ofMillis(200)).until(() -> feed(name).hasNonNull("last_poll_at"));
  }

  @Test
  void aNewFeedIsPolledAMovedOneIsRememberedAndARemovedOneIsGone() {
    awaitPoll("town");
    String moved = providers.url("/feed.xml?moved").toString();

    write(FEED.formatted("town", moved) + FEED.formatted("lake", providers.url("/feed.xml?lake")));
    awaitPoll("lake");
    assertThat(feed("town").path("url").asText()).isEqualTo(moved);
    String last = feed("town").path("last_poll_at").asText();
    Web.call("POST", api.url("/api/v1/feeds/town/poll"), new byte[0]);
    await().until(() -> !feed("town").path("last_poll_at").asText().equals(last));
    write(FEED.formatted("lake", providers.url("/feed.xml?lake")));

    await().until(() -> feed("town").path("code").asText().equals("feed_not_found"));
    assertThat(feed("lake").path("videos_made").asInt()).isEqualTo(2);
    long ofTown = api.videos().stream().filter(v -> v.path("feed").asText().equals("town")).count();
    assertThat(ofTown).as("the moved feed's entries were known").isEqualTo(2);
  }
}
