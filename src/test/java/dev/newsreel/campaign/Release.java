package dev.newsreel.campaign;

import dev.newsreel.e2e.NewsreelProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A build of Newsreel whose nodes can be started.
 *
 * @param name for people
 * @param jar its jar, beside {@code lib/}; null for what these tests were compiled with
 * @param routes its routes
 */
record Release(String name, Path jar, Path routes) {

  private static final Path ROUTES = Path.of("routes");

  /** Returns what these tests were compiled with. */
  static Release present() {
    return new Release("new", null, ROUTES);
  }

  /**
   * Returns the older one that the system property {@code upgrade.old} names by its jar, such as
   * {@code /srv/older/target/newsreel.jar}, with the routes of that project; empty without it.
   */
  static Optional<Release> older() {
    return Optional.ofNullable(System.getProperty("upgrade.old")).map(Release::older);
  }

  private static Release older(String named) {
    Path jar = Path.of(named).toAbsolutePath();
    Path project = jar.getParent().getParent();
    if (!Files.isRegularFile(jar) || !Files.isDirectory(project.resolve(ROUTES))) {
      throw new IllegalArgumentException(
          "upgrade.old must be the jar in the folder target of an older release, beside its routes");
    }
    return new Release("old", jar, project.resolve(ROUTES));
  }

  /** Returns a new working directory for a node of it. */
  Path directory() {
    return NewsreelProcess.directory(routes);
  }

  /** Starts a node. */
  NewsreelProcess start(Path directory, Map<String, String> settings) {
    return jar == null
        ? NewsreelProcess.start(directory, settings)
        : NewsreelProcess.startJar(jar, directory, settings);
  }
}
