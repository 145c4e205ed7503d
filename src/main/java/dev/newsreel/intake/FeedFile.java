package dev.newsreel.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The feeds of {@code routes/feeds.camel.yaml}. The file is a Camel bean file, so that Kaoto can
 * edit it, but we read it ourselves: one bad entry must not stop the others.
 */
final class FeedFile {

  private static final Logger LOG = LoggerFactory.getLogger(FeedFile.class);

  private FeedFile() {}

  /**
   * Returns the declared feeds by name; a bad entry is logged by name and left out.
   *
   * @param placeholders resolves {@code {{name}}} in a value
   */
  static Map<String, Feed> read(Path file, UnaryOperator<String> placeholders) {
    Map<String, Feed> feeds = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return feeds;
    }
    try {
      Object yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      for (Map<?, ?> bean : beans(yaml)) {
        add(feeds, bean, placeholders);
      }
    } catch (IOException | YamlEngineException e) {
      LOG.error("{} cannot be read; no feed is polled: {}", file, e.getMessage());
    }
    return feeds;
  }

  private static List<Map<?, ?>> beans(Object yaml) {
    List<Map<?, ?>> beans = new ArrayList<>();
    for (Object root : yaml instanceof List<?> list ? list : List.of()) {
      if (root instanceof Map<?, ?> map && map.get("beans") instanceof List<?> list) {
        list.forEach(b -> beans.add(b instanceof Map<?, ?> bean ? bean : Map.of()));
      }
    }
    return beans;
  }

  private static void add(
      Map<String, Feed> feeds, Map<?, ?> bean, UnaryOperator<String> placeholders) {
    try {
      Map<String, String> properties = new LinkedHashMap<>();
      if (bean.get("properties") instanceof Map<?, ?> map) {
        map.forEach(
            (k, v) -> properties.put(String.valueOf(k), placeholders.apply(String.valueOf(v))));
      }
      if (properties.getOrDefault("url", "missing").isBlank()) {
        LOG.info("Feed {} has an empty address and is not polled", bean.get("name"));
        return;
      }
      Feed feed = Feed.of(String.valueOf(bean.get("name")), properties);
      if (feeds.putIfAbsent(feed.id(), feed) != null) {
        throw new IllegalArgumentException("Feed " + feed.id() + " is declared twice");
      }
    } catch (IllegalArgumentException e) {
      LOG.error("A feed is left out: {}", e.getMessage());
    }
  }
}
