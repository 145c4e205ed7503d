package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Stores one of everything and looks whether the samples of releases still hold all of its kinds.
 * With {@code -Dsamples.write=<name>} it keeps what was stored as the samples of a release:
 * docs/upgrade.md.
 */
@Tag("campaign")
class SampleRunTest {

  @Test
  void storesOneOfEverything() throws IOException {
    Path file = Files.createDirectories(Path.of("target/samples")).resolve("now.jsonl");
    String name = System.getProperty("samples.write");
    try (SampleRun run = new SampleRun()) {
      List<String> lines = run.make();
      Files.write(name == null ? file : SampleFiles.FOLDER.resolve(name + ".jsonl"), lines);
      Files.write(file, lines);
    }

    SampleFiles now = SampleFiles.of(file);
    assertThat(now.undocumented()).isEmpty();
    assertThat(now.missing()).isEmpty();
  }
}
