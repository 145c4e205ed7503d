package dev.newsreel.intake;

import dev.newsreel.wire.AddressRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the feeds' file of a test. */
final class FeedFiles {

  static final FeedRules RULES =
      new FeedRules(
          new AddressRules(List.of("127.0.0.1:8090")),
          "sport"::equals,
          text -> text.replace("{{sandbox.feed}}", "").replace("{{home}}", "https://n.example"));

  private FeedFiles() {}

  /** Returns an entry; the properties are names and values in turn, as YAML. */
  static String entry(String name, String... properties) {
    StringBuilder entry = new StringBuilder("    - name: " + name + "\n");
    entry.append("      type: dev.newsreel.intake.Feed\n      properties:\n");
    for (int i = 0; i < properties.length; i += 2) {
      entry.append("        %s: %s%n".formatted(properties[i], properties[i + 1]));
    }
    return entry.toString();
  }

  /** Returns a feed; the properties are names and values in turn. */
  static Feed feed(String name, String... properties) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      values.put(properties[i], properties[i + 1]);
    }
    try {
      return new FeedEntry(name, Map.of("name", name, "properties", values)).read(RULES);
    } catch (BadFeed e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Writes a file that holds these entries. */
  static FeedFile write(Path directory, String... entries) {
    return writeText(directory, "- beans:\n" + String.join("", entries));
  }

  static FeedFile writeText(Path directory, String text) {
    try {
      Path file = directory.resolve("feeds.camel.yaml");
      Files.writeString(file, text);
      return new FeedFile(file, RULES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
