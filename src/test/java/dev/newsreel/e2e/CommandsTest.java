package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be typed after the name of the jar. */
@Tag("process")
class CommandsTest {

  private static final int SECONDS = 30;
  private static final String OPML =
      "<opml version='2.0'><body><outline text='Town News' xmlUrl='https://town.example/feed'/>"
          + "<outline text='Inner' xmlUrl='http://127.0.0.1/feed'/></body></opml>";

  private Path directory;

  @BeforeEach
  void prepare() {
    directory = NewsreelProcess.directory();
  }

  @AfterEach
  void clean() throws IOException {
    NewsreelProcess.clean(directory);
  }

  private record Ended(int code, String output, String errors) {}

  private Ended run(String... command) throws InterruptedException {
    try (NewsreelProcess process = NewsreelProcess.start(directory, Map.of(), command)) {
      int code = process.awaitExit(SECONDS);
      return new Ended(code, process.output(), process.errors());
    }
  }

  @Test
  void importPrintsEntriesAndNothingElse() throws Exception {
    Files.writeString(directory.resolve("feeds.opml"), OPML);

    Ended ended = run("import", "feeds.opml");

    assertThat(ended.code()).as(ended.errors()).isZero();
    assertThat(ended.output())
        .isEqualTo(
            """
            - beans:
                - name: town-news
                  type: dev.newsreel.intake.Feed
                  properties:
                    url: "https://town.example/feed"
                    every: 1h
                    first-run: none
            """);
    assertThat(ended.errors()).contains("http://127.0.0.1/feed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"import", "import nothing.opml", "import routes/feeds.camel.yaml"})
  void importOfNonsenseEndsWith2AndOneSentence(String command) throws Exception {
    Ended ended = run(command.split(" ", -1));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.output()).isEmpty();
    assertThat(ended.errors().lines()).hasSize(1);
    assertThat(ended.errors()).doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bogus", "bogus --help", "xyz feeds.opml"})
  void anUnknownCommandEndsWith2AndNamesTheCommands(String command) throws Exception {
    Ended ended = run(command.split(" ", -1));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.errors().lines()).hasSize(1);
    assertThat(ended.errors()).contains("run, sandbox, check, make, videos, show", "audit");
  }

  @Test
  void aMistypedCommandIsAnsweredWithTheNearest() throws Exception {
    Ended ended = run("chekc");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.errors()).contains("did you mean check?");
  }

  @Test
  void helpNamesEveryCommand() throws Exception {
    Ended ended = run("--help");

    assertThat(ended.code()).isZero();
    assertThat(ended.output()).contains("sandbox", "check", "make", "import", "audit", "Ends with");
    assertThat(ended.errors()).isEmpty();
  }

  @Test
  void nobodyThereEndsWith1AndSaysWhatToDo() throws Exception {
    Ended ended = run("videos", "--server", "http://127.0.0.1:1");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output()).isEmpty();
    assertThat(ended.errors().lines()).hasSize(1);
    assertThat(ended.errors()).contains("http://127.0.0.1:1", "--server");
  }
}
