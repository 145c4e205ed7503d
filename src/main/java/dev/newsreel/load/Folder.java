package dev.newsreel.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is removed with all that is in it. */
record Folder(Path path) implements AutoCloseable {

  /** Makes one below another. */
  static Folder make(Path below) throws IOException {
    return new Folder(Files.createTempDirectory(below, "newsreel-load-").toRealPath());
  }

  /** Makes a folder in it that does not exist yet. */
  Path inside(String name) throws IOException {
    return Files.createDirectory(path.resolve(name));
  }

  /** Removes it. What other processes put into it meanwhile is removed, too. */
  @Override
  public void close() {
    for (int i = 0; i < 3 && Files.exists(path); i++) {
      try (Stream<Path> files = Files.walk(path)) {
        List<Path> inside = files.sorted(Comparator.reverseOrder()).toList();
        for (Path file : inside) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | UncheckedIOException changing) {
        // A process that is ending may have made a file just now; the next round finds it.
      }
    }
  }
}
