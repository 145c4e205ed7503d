package dev.newsreel.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.job.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the API promises: the file {@code openapi.yaml}, with which every request is compared. */
final class Contract {

  private static final String FILE = "openapi.yaml";
  private static final Set<String> METHODS =
      Set.of("get", "head", "post", "put", "patch", "delete", "options");

  private final String json;
  private final Map<String, Operation> operations = new HashMap<>();

  private Contract(JsonNode document) {
    this.json = Json.write(document);
    Schemas schemas = new Schemas();
    JsonNode paths = resolved(document.path("paths"), document);
    paths
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(entry -> METHODS.contains(entry.getKey()))
                    .forEach(
                        entry -> {
                          JsonNode common = path.getValue().path("parameters");
                          operations.put(
                              name(entry.getKey(), path.getKey()),
                              Operation.of(entry.getValue(), common, schemas));
                        }));
  }

  /** Reads the file. */
  static Contract load() {
    try (InputStream in = Contract.class.getResourceAsStream(FILE)) {
      Objects.requireNonNull(in, FILE);
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Object value = new Load(LoadSettings.builder().build()).loadFromString(text);
      return new Contract(Json.MAPPER.valueToTree(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the whole of it, as JSON. */
  String json() {
    return json;
  }

  /**
   * Returns an operation.
   *
   * @param path with its parameters in braces
   * @return empty when the contract knows none
   */
  Optional<Operation> operation(String method, String path) {
    return Optional.ofNullable(operations.get(name(method, path)));
  }

  private static String name(String method, String path) {
    return method.toUpperCase(Locale.ROOT) + " " + path;
  }

  /** Returns the node with what it refers to in the place of each reference. */
  private static JsonNode resolved(JsonNode node, JsonNode document) {
    if (node.path("$ref").isTextual()) {
      return resolved(document.at(node.path("$ref").asText().substring(1)), document);
    }
    if (node.isObject()) {
      ObjectNode copy = Json.MAPPER.createObjectNode();
      node.properties().forEach(e -> copy.set(e.getKey(), resolved(e.getValue(), document)));
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = Json.MAPPER.createArrayNode();
      node.forEach(item -> copy.add(resolved(item, document)));
      return copy;
    }
    return node;
  }
}
