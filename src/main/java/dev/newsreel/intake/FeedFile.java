package dev.newsreel.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The feeds of {@code routes/feeds.camel.yaml}. The file is a Camel bean file, so that Kaoto can
 * edit it, but we read it ourselves: one bad entry must not stop the others, and it is read again
 * while we run.
 */
public final class FeedFile {

  private static final Logger LOG = LoggerFactory.getLogger(FeedFile.class);
  private static final Duration POLITE = Duration.ofMinutes(1);

  private final Path path;
  private final FeedRules rules;

  /** Makes a reader of this file. */
  public FeedFile(Path path, FeedRules rules) {
    this.path = path;
    this.rules = rules;
  }

  Path path() {
    return path;
  }

  /**
   * Returns what the file says; a bad entry is logged with all its faults and left out.
   *
   * @throws IOException with a sentence when the file as a whole cannot be understood
   */
  Declared read() throws IOException {
    Map<String, Feed> feeds = new LinkedHashMap<>();
    Map<String, String> refused = new LinkedHashMap<>();
    for (FeedEntry entry : entries(path)) {
      if (entry.isSwitchedOff(rules)) {
        LOG.info("Feed {} has an empty address and is not polled", entry.name());
      } else {
        add(entry, feeds, refused);
      }
    }
    return new Declared(feeds, refused);
  }

  private void add(FeedEntry entry, Map<String, Feed> feeds, Map<String, String> refused) {
    try {
      if (feeds.containsKey(entry.name())) {
        throw new BadFeed(entry.name(), List.of("the name is given twice; the first entry counts"));
      }
      Feed feed = entry.read(rules);
      feeds.put(feed.id(), feed);
      refused.remove(feed.id());
      if (feed.schedule().period().compareTo(POLITE) < 0) {
        LOG.warn("Feed {} is polled more than once a minute, which publishers may mind", feed.id());
      }
    } catch (BadFeed e) {
      LOG.error("{}", e.getMessage());
      refused.put(entry.name(), e.getMessage());
    }
  }

  /**
   * Returns the entries as they are written, good and bad.
   *
   * @throws IOException with a sentence when there are none to be found
   */
  static List<FeedEntry> entries(Path path) throws IOException {
    try {
      String text = Files.readString(path);
      Object yaml = new Load(LoadSettings.builder().build()).loadFromString(text);
      if (!(yaml instanceof List<?> roots)) {
        throw new IOException("it must be a list that begins with '- beans:'");
      }
      List<FeedEntry> entries = new ArrayList<>();
      for (Object root : roots) {
        if (!(root instanceof Map<?, ?> map) || !map.containsKey("beans")) {
          throw new IOException("it must hold nothing but '- beans:' with the feeds below");
        }
        List<?> beans = map.get("beans") instanceof List<?> list ? list : List.of();
        beans.forEach(bean -> entries.add(FeedEntry.of(bean)));
      }
      return entries;
    } catch (YamlEngineException e) {
      throw new IOException("it is no YAML: " + e.getMessage().replaceAll("\\s+", " "), e);
    }
  }
}
