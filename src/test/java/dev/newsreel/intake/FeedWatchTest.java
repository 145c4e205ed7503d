package dev.newsreel.intake;

import static dev.newsreel.intake.FeedFiles.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.SharedRedis;
import dev.newsreel.watch.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FeedWatchTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final String URL = "https://news.example/feed.xml";

  @TempDir Path home;
  private Feeds feeds;
  private FeedWatch watch;

  @BeforeEach
  void begin() {
    FeedFile file = FeedFiles.write(home, entry("town", "url", URL));
    watch = new FeedWatch(file.path(), Figures.unseen().loops());
    feeds = new Feeds(REDIS.get(), file);
  }

  @AfterEach
  void end() {
    watch.close();
  }

  private String names() {
    return String.join(",", feeds.all().stream().map(Feed::id).toList());
  }

  @Test
  void readsAChangedFileWhenItHasStayedTheSameForOneLook() {
    watch.look(feeds);
    FeedFiles.write(home, entry("lake", "url", URL));

    watch.look(feeds);
    assertThat(names()).isEqualTo("town");

    watch.look(feeds);
    assertThat(names()).isEqualTo("lake");
  }

  @Test
  void passesOverAFileThatIsOnlyTouchedOrHalfWritten() throws IOException {
    Feeds untouched = new Feeds(REDIS.get(), new FeedFile(home.resolve("other"), FeedFiles.RULES));
    Path file = home.resolve("feeds.camel.yaml");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
    watch.look(untouched);
    watch.look(untouched);

    Files.writeString(file, "- beans:");
    watch.look(feeds);
    FeedFiles.write(home, entry("town", "url", URL), entry("lake", "url", URL));
    watch.look(feeds);
    assertThat(names()).isEqualTo("town");

    watch.look(feeds);
    assertThat(names()).isEqualTo("town,lake");
  }

  @Test
  void seesAnEditThatKeepsSizeAndTime() throws IOException {
    Path file = home.resolve("feeds.camel.yaml");
    FileTime time = Files.getLastModifiedTime(file);
    FeedFiles.write(home, entry("lake", "url", URL));
    Files.setLastModifiedTime(file, time);

    watch.look(feeds);
    watch.look(feeds);

    assertThat(names()).isEqualTo("lake");
  }

  @Test
  void keepsTheFeedsOfAFileThatIsGone() throws IOException {
    Files.delete(home.resolve("feeds.camel.yaml"));

    watch.look(feeds);
    watch.look(feeds);

    assertThat(names()).isEqualTo("town");
  }
}
