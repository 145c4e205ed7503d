package dev.newsreel.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTest {

  @TempDir private Path directory;

  @Test
  void comesWithTheJar() {
    assertThat(new Prompt(directory).text("news")).contains("{language}", "{length}", "{seconds}");
  }

  @Test
  void isTakenFromTheWorkingDirectoryFirst() throws IOException {
    Files.writeString(directory.resolve("news.txt"), "Ours, in {language}.");

    assertThat(new Prompt(directory).text("news")).isEqualTo("Ours, in {language}.");
  }

  @Test
  void needsNoDirectory() {
    assertThat(new Prompt(directory.resolve("none")).text("news")).isNotBlank();
  }

  @Test
  void isMissedByItsName() {
    assertThatThrownBy(() -> new Prompt(directory).text("sport"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sport");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../secret", "a/b", "News", "-news", "news.txt", "a\u0000b"})
  void isNotReadFromAnywhereElse(String name) throws IOException {
    Path inner = Files.createDirectory(directory.resolve("prompts"));
    Files.writeString(directory.resolve("secret.txt"), "secret");

    assertThatThrownBy(() -> new Prompt(inner).text(name))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
