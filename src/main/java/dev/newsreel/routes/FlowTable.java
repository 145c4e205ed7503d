package dev.newsreel.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the routes must do, as {@code flow.yaml} says it.
 *
 * @param stages what begins at each consumer
 * @param policy the steps of the error policy
 */
record FlowTable(List<Stage> stages, List<?> policy) {

  static FlowTable load() {
    try (InputStream in = FlowTable.class.getResourceAsStream("flow.yaml")) {
      return of((YamlMap) YamlReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BadYaml e) {
      throw new IllegalStateException("flow.yaml:" + e.line() + ": " + e.getMessage(), e);
    }
  }

  private static FlowTable of(YamlMap root) {
    Reader reader = new Reader(texts(root.map("http")), root.map("parts"));
    List<Stage> stages = new ArrayList<>();
    for (YamlMap stage : root.maps("stages")) {
      stages.add(
          new Stage(
              stage.text("from"),
              stage.text("file"),
              stage.text("about"),
              texts(stage.map("with")),
              reader.needs(stage, "steps")));
    }
    return new FlowTable(stages, (List<?>) root.get("error-policy"));
  }

  private static Map<String, String> texts(YamlMap map) {
    Map<String, String> texts = new TreeMap<>();
    map.keySet().forEach(key -> texts.put(key, map.text(key)));
    return texts;
  }

  /** Returns every event that has a place of its own. */
  Set<String> events() {
    Set<String> events = new HashSet<>();
    stages.forEach(stage -> collect(stage.steps(), events));
    return events;
  }

  private static void collect(List<Need> needs, Set<String> events) {
    for (Need need : needs) {
      if (!need.event().equals("doTry")) {
        events.add(need.event());
      }
      collect(need.branches().steps(), events);
      collect(need.branches().caught(), events);
    }
  }

  /** Returns what begins at this consumer; null when the table does not know it. */
  Stage from(String source) {
    return stages.stream().filter(s -> s.from().equals(source)).findFirst().orElse(null);
  }

  /** Reads lists of needs. */
  private record Reader(Map<String, String> http, YamlMap parts) {

    List<Need> needs(YamlMap owner, String key) {
      List<Need> needs = new ArrayList<>();
      for (YamlMap entry : owner.maps(key)) {
        if (entry.containsKey("use")) {
          needs.addAll(needs(parts, entry.text("use")));
        } else {
          needs.add(need(entry));
        }
      }
      return needs;
    }

    private Need need(YamlMap entry) {
      Need.How how =
          entry.containsKey("next")
              ? Need.How.NEXT
              : entry.containsKey("maybe") ? Need.How.MAYBE : Need.How.STEP;
      String event = entry.text("next") + entry.text("maybe") + entry.text("step");
      Map<String, String> with = new HashMap<>(texts(entry.map("with")));
      if (event.startsWith("http ")) {
        with.putAll(http);
      }
      Need.Branches branches =
          new Need.Branches(
              needs(entry, "steps"),
              needs(entry, "caught"),
              entry.containsKey("inside"),
              texts(entry.map("route")));
      return new Need(how, event, entry.text("why"), with, branches);
    }
  }
}
