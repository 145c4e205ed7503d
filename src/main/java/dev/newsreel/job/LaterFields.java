package dev.newsreel.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * What a newer release has stored in a job and this one does not know. It stays with the job when
 * this release saves an edge.
 *
 * @param fields by their place in the job's JSON
 */
record LaterFields(ObjectNode fields) {

  // What stays true over many edges. All other parts are made anew by an edge, as a whole.
  private static final Set<String> LASTING =
      Set.of("options", "article", "script", "heygen", "submagic", "result", "costs");

  /** Returns what stands in the stored JSON and not in that of the job that was read from it. */
  static LaterFields of(JsonNode stored, JsonNode read) {
    ObjectNode later = missing(stored, read);
    for (String part : LASTING) {
      if (stored.path(part).isObject() && read.path(part).isObject()) {
        ObjectNode inner = missing(stored.path(part), read.path(part));
        if (!inner.isEmpty()) {
          later.set(part, inner);
        }
      }
    }
    return new LaterFields(later);
  }

  private static ObjectNode missing(JsonNode stored, JsonNode read) {
    ObjectNode missing = Json.MAPPER.createObjectNode();
    stored
        .properties()
        .forEach(
            field -> {
              if (!read.has(field.getKey()) && !field.getValue().isNull()) {
                missing.set(field.getKey(), field.getValue());
              }
            });
    return missing;
  }

  /**
   * Adds them to a job's JSON; what stands there already wins, and a part that is gone stays so.
   */
  void addTo(ObjectNode written) {
    fields
        .properties()
        .forEach(
            field -> {
              JsonNode there = written.path(field.getKey());
              if (!LASTING.contains(field.getKey())) {
                written.putIfAbsent(field.getKey(), field.getValue());
              } else if (there instanceof ObjectNode part) {
                field
                    .getValue()
                    .properties()
                    .forEach(f -> part.putIfAbsent(f.getKey(), f.getValue()));
              }
            });
  }
}
