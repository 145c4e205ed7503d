package dev.newsreel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The route files of the working directory. */
final class RouteFiles {

  private RouteFiles() {}

  /**
   * Returns the pattern under which Camel loads them. The feeds are not among them: they are read
   * entry by entry, so that a bad one does not stop the others.
   *
   * @throws StartFailure when there are none
   */
  static String pattern(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new StartFailure("there is no folder routes/ here; start from the project's root");
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(f -> f.toString().endsWith(".camel.yaml"))
          .filter(f -> !f.endsWith("feeds.camel.yaml"))
          .sorted()
          .map(f -> "file:" + f)
          .collect(Collectors.joining(","));
    }
  }
}
