package dev.newsreel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.cli.TestShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code load-test} refuses before anything is started. */
class LoadTestCommandTest {

  @TempDir private Path folder;

  private String refused(String typed) {
    TestShell shell = TestShell.plain().in(folder);
    int code = App.commands(shell.shell()).execute(typed.split(" "));
    assertThat(code).as(shell.errors()).isEqualTo(2);
    assertThat(shell.output()).isEmpty();
    assertThat(shell.errors().lines()).as(shell.errors()).hasSize(1);
    return shell.errors();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "load-test --quick --full | --full",
        "load-test --only throughput,all | --only",
        "load-test --port 80 | --port must be",
        "load-test --port many | --port",
        "load-test --folder no-such-folder | no-such-folder",
        "load-test --hard | no option '--hard'",
        "load-test everything | everything",
        "load-test compare one.json | after.json",
        "load-test | routes"
      })
  void wrongUseEndsWith2AndOneSentence(String typed, String named) {
    assertThat(refused(typed)).contains(named);
  }

  @Test
  void aRouteThatCallsTheOutsideIsRefused() throws IOException {
    Files.createDirectory(folder.resolve("routes"));
    Files.writeString(
        folder.resolve("routes/7-tell.camel.yaml"), "httpUri: https://chat.example/hook\n");

    assertThat(refused("load-test")).contains("7-tell.camel.yaml", "outside address");
  }

  @Test
  void aMissingReportEndsWith1() {
    TestShell shell = TestShell.plain().in(folder);

    int code = App.commands(shell.shell()).execute("load-test", "compare", "a.json", "b.json");

    assertThat(code).isEqualTo(1);
    assertThat(shell.errors()).contains("There is no report").contains("a.json");
  }
}
