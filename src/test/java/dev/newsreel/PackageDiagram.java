package dev.newsreel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The packages and what each may import, as the text of a Mermaid diagram. Those that may import
 * what most may stand in one box, {@code stages}.
 */
final class PackageDiagram {

  private static final String BOX = "stages";

  private final Map<String, Set<String>> allowed = new TreeMap<>();
  private final Set<String> stages = new TreeSet<>();

  /**
   * Draws these packages with what {@link LayerRules} allows them.
   *
   * @param packages the names of packages that exist
   */
  PackageDiagram(Set<String> packages) {
    packages.forEach(name -> allowed.put(name, new TreeSet<>(LayerRules.allowed(name))));
    packages.stream().filter(this::isStage).forEach(stages::add);
  }

  private boolean isStage(String name) {
    return allowed.get(name).equals(allowed.get("script"));
  }

  /** Returns the diagram. */
  String text() {
    List<String> lines = new ArrayList<>(List.of("```mermaid", "flowchart TD"));
    lines.add("  subgraph " + BOX);
    stages.forEach(name -> lines.add("    " + name));
    lines.add("  end");
    List<String> arrows = new ArrayList<>(arrows(BOX, allowed.get("script")));
    allowed.forEach(
        (name, others) -> {
          if (!stages.contains(name)) {
            lines.add("  " + name);
            arrows.addAll(arrows(name, others));
          }
        });
    lines.addAll(arrows);
    lines.add("```");
    return String.join("\n", lines) + "\n";
  }

  private static List<String> arrows(String from, Set<String> others) {
    return others.stream().map(other -> "  " + from + " --> " + other).toList();
  }
}
