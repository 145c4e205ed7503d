package dev.newsreel.intake;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the feeds' file declares, for those who only look.
 *
 * @param usable the addresses of usable feeds, by name
 * @param refused why an entry is not used, by the name that it has
 */
public record FeedReview(Map<String, URI> usable, Map<String, String> refused) {

  /**
   * Reads the file; every bad entry is named with all its faults.
   *
   * @throws IOException with a sentence when the file as a whole cannot be understood
   */
  public static FeedReview of(Path file, FeedRules rules) throws IOException {
    Declared declared = new FeedFile(file, rules).read();
    Map<String, URI> usable = new LinkedHashMap<>();
    declared.feeds().forEach((name, feed) -> usable.put(name, feed.url()));
    return new FeedReview(usable, declared.refused());
  }

  /** Returns the names of the usable feeds, in the order of the file. */
  public List<String> names() {
    return List.copyOf(usable.keySet());
  }
}
