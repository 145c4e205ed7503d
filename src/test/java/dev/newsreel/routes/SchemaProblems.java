package dev.newsreel.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Camel's own schema refuses; loading it takes a while, so make one only. */
public final class SchemaProblems {

  private final RouteSchema schema = new RouteSchema();

  /** Returns what it refuses in a YAML text; empty when it is valid. */
  public List<String> of(String yaml) {
    List<Finding> found = new ArrayList<>();
    schema.check(Map.of("any.camel.yaml", yaml), found);
    return found.stream().map(Finding::wrong).toList();
  }
}
