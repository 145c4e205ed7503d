package dev.newsreel.intake;

import dev.newsreel.wire.AddressRefused;
import dev.newsreel.wire.AddressRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the feeds of an OPML file as entries of the feeds' file. Of what an imported feed holds
 * already nothing is made: an import must not order a hundred videos.
 */
public final class OpmlImport {

  private static final String ENTRY =
      """
          - name: %s
            type: dev.newsreel.intake.Feed
            properties:
              url: "%s"
              every: 1h
              first-run: none
      """;

  private final AddressRules rules;
  private final Set<String> names = new HashSet<>();
  private final Set<String> addresses = new HashSet<>();

  /**
   * Prepares an import.
   *
   * @param declared the feeds' file, whose names and addresses are not used again; may be missing
   * @throws IOException with a sentence when that file cannot be understood
   */
  public OpmlImport(AddressRules rules, Path declared) throws IOException {
    this.rules = rules;
    if (Files.exists(declared)) {
      for (FeedEntry entry : FeedFile.entries(declared)) {
        names.add(entry.name());
        Object properties = entry.bean().get("properties");
        if (properties instanceof Map<?, ?> map && map.get("url") != null) {
          addresses.add(map.get("url").toString().strip());
        }
      }
    }
  }

  /**
   * What an import gives.
   *
   * @param yaml what can be put at the end of the feeds' file; empty when there is nothing new
   * @param notes a sentence for each feed that was left out
   */
  public record Imported(String yaml, List<String> notes) {}

  /**
   * Reads an OPML file.
   *
   * @throws IOException with a sentence when it is none, or has no feeds
   */
  public Imported read(byte[] opml) throws IOException {
    List<Opml.Outline> outlines = Opml.read(opml);
    if (outlines.isEmpty()) {
      throw new IOException("it has no feeds: no outline has an xmlUrl");
    }
    FeedNames namer = new FeedNames(names);
    StringBuilder yaml = new StringBuilder();
    List<String> notes = new ArrayList<>();
    for (Opml.Outline outline : outlines) {
      String url =
          outline.url().replaceFirst("^feed:(?=https?:)", "").replaceFirst("^feed:", "http:");
      try {
        URI checked = rules.check(url);
        if (addresses.add(url)) {
          yaml.append(ENTRY.formatted(quoted(namer.name(outline.title(), checked)), url));
        } else {
          notes.add("Left out, as it is there already: " + url);
        }
      } catch (AddressRefused e) {
        notes.add("Left out, as the address cannot be used (" + e.detail() + "): " + outline.url());
      }
    }
    return new Imported(yaml.isEmpty() ? "" : "- beans:\n" + yaml, notes);
  }

  // YAML reads some words and all numbers as something else than text.
  private static String quoted(String name) {
    return name.matches("[0-9].*|null|true|false") ? '"' + name + '"' : name;
  }
}
