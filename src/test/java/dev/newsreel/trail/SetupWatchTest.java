package dev.newsreel.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a node runs with is compared with what the trail last heard of, at each start. */
class SetupWatchTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  @TempDir Path home;
  @TempDir Path elsewhere;

  private Trail trail;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectory(home.resolve("routes"));
    Files.writeString(home.resolve("routes/one.camel.yaml"), "one");
    trail = new Trail(REDIS.get(), Clock.systemUTC(), "node-1");
  }

  @AfterEach
  void close() {
    trail.close();
  }

  private void start(Path directory, String... settings) {
    start(directory, TestSettings.with(settings));
  }

  private void start(Path directory, Settings settings) {
    new SetupWatch(REDIS.get(), trail, settings, directory).look();
  }

  private static List<JsonNode> written() {
    TrailReader.Wanted all = new TrailReader.Wanted(null, null, null, null);
    return new TrailReader(REDIS.get()).page(all, Long.MAX_VALUE, 1000).entries();
  }

  private static JsonNode last() {
    return written().get(0).path("changed");
  }

  @Test
  void theFirstStartNamesEverythingAndAnEqualOneNothing() {
    start(home);
    start(home);

    assertThat(written()).hasSize(1);
    assertThat(last().toString())
        .contains("{\"name\":\"heygen.slots\",\"new\":\"10\"}")
        .contains("{\"name\":\"routes/one.camel.yaml\",\"new\":\"sha256:");
    assertThat(written().get(0).at("/who/kind").asText()).isEqualTo("node");
  }

  @Test
  void aChangedSettingIsNamedWithWhatItWasAndIs() {
    start(home, "heygen.slots", "10");

    start(home, "heygen.slots", "12");

    assertThat(last()).hasToString("[{\"name\":\"heygen.slots\",\"old\":\"10\",\"new\":\"12\"}]");
  }

  @Test
  void aSecretIsNamedWithoutItsValue() {
    start(home, "heygen.api-key", "test-key-one", "redis.url", "redis://me:test-word@host:1");

    start(home, "heygen.api-key", "test-key-two", "redis.url", "redis://me:test-other@host:1");

    assertThat(last()).hasSize(2);
    assertThat(last().toString())
        .contains("\"name\":\"heygen.api-key\",\"old\":\"secret:")
        .contains("redis://secret:");
    assertThat(written().toString()).doesNotContain("test-");
    assertThat(
            REDIS
                .get()
                .client()
                .<String>getBucket(
                    "newsreel:{0}:trail:setup", org.redisson.client.codec.StringCodec.INSTANCE)
                .get())
        .doesNotContain("test-");
  }

  @Test
  void changedNewAndRemovedFilesAreNamed() throws IOException {
    Files.writeString(home.resolve("routes/two.camel.yaml"), "two");
    SetupWatch watch = new SetupWatch(REDIS.get(), trail, TestSettings.with(), home);
    watch.look();
    Files.writeString(home.resolve("routes/one.camel.yaml"), "one more");
    Files.delete(home.resolve("routes/two.camel.yaml"));
    Files.writeString(home.resolve("prices.properties"), "x = 1");

    watch.look();
    watch.look();

    assertThat(written()).hasSize(2);
    assertThat(last())
        .extracting(c -> c.path("name").asText() + c.has("old") + c.has("new"))
        .containsExactly(
            "prices.propertiesfalsetrue",
            "routes/one.camel.yamltruetrue",
            "routes/two.camel.yamltruefalse");
  }

  @Test
  void nodesWithDifferentPortsDoNotUndoEachOther() throws IOException {
    Files.createDirectory(elsewhere.resolve("routes"));
    Files.writeString(elsewhere.resolve("routes/one.camel.yaml"), "one");
    start(home, "port", "8080");
    start(elsewhere, "port", "8081");
    assertThat(last()).hasToString("[{\"name\":\"port\",\"old\":\"8080\",\"new\":\"8081\"}]");

    start(home, "port", "8080");
    start(elsewhere, "port", "8081");

    assertThat(written()).hasSize(2);
  }
}
