package dev.newsreel.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.oas.OpenApi30;
import com.networknt.schema.regex.RegularExpression;
import dev.newsreel.job.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The contract as a node serves it, read by a stranger: no reference left, and no field allowed
 * that it does not name.
 */
final class ServedContract {

  private static final Set<String> METHODS = Set.of("get", "head", "post", "options");

  private final JsonNode document;
  private final TreeMap<String, Operation> operations = new TreeMap<>();
  private final Set<String> called = new HashSet<>();

  private ServedContract(JsonNode document) {
    this.document = document;
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(e -> METHODS.contains(e.getKey()))
                    .map(e -> operation(e.getKey(), path.getKey(), path.getValue()))
                    .forEach(o -> operations.put(o.name(), o)));
  }

  private Operation operation(String method, String path, JsonNode item) {
    List<JsonNode> parameters = new ArrayList<>();
    resolved(item.path("parameters")).forEach(parameters::add);
    JsonNode json = resolved(item.path(method));
    json.path("parameters").forEach(parameters::add);
    return new Operation(method.toUpperCase(Locale.ROOT), path, json, parameters);
  }

  /** One call that may be made. */
  record Operation(String method, String path, JsonNode json, List<JsonNode> parameters) {

    String name() {
      return method + " " + path;
    }

    boolean raw() {
      return json.path("x-raw-body").asBoolean();
    }

    /** Returns the schema of the body; a missing node when there is none. */
    JsonNode body() {
      return json.at("/requestBody/content/application~1json/schema");
    }

    boolean documents(int status) {
      return json.path("responses").has(Integer.toString(status));
    }
  }

  /** Reads what this node serves. */
  static ServedContract of(RunningNewsreel node) {
    return new ServedContract(Web.get(node.api().url("/api/v1/openapi.json")).json());
  }

  JsonNode document() {
    return document;
  }

  List<Operation> operations() {
    return List.copyOf(operations.values());
  }

  Operation operation(String name) {
    Operation found = operations.get(name);
    if (found == null) {
      throw new IllegalArgumentException(name + " is not in the contract");
    }
    return found;
  }

  /** Returns the operations whose answers were never looked at. */
  Set<String> neverCalled() {
    Set<String> left = new HashSet<>(operations.keySet());
    left.removeAll(called);
    return left;
  }

  /** Returns in what an answer differs from the contract. */
  List<String> faults(Operation operation, Web.Reply reply) {
    called.add(operation.name());
    String about = operation.name() + " " + reply.status() + " ";
    List<String> faults = new ArrayList<>();
    JsonNode promised = operation.json().path("responses").path("" + reply.status());
    if (promised.isMissingNode()) {
      return List.of(about + "is not a status of it: " + reply.text());
    }
    promised
        .path("headers")
        .properties()
        .forEach(
            header -> {
              String value = reply.header(header.getKey());
              if (value.isEmpty() && header.getValue().path("required").asBoolean()) {
                faults.add(about + "lacks the header " + header.getKey());
              }
            });
    String type = reply.header("Content-Type");
    JsonNode content = promised.path("content");
    if (content.isMissingNode() != type.isEmpty() && !reply.text().isEmpty()) {
      faults.add(about + "has the type '" + type + "' and " + content);
    } else if (!type.isEmpty() && !content.has(type)) {
      faults.add(about + "is not of the type " + type);
    } else if (type.endsWith("json")) {
      invalid(closed(content.path(type).path("schema")), reply.json())
          .forEach(fault -> faults.add(about + fault + ": " + reply.text()));
    }
    return faults;
  }

  /** Returns what a schema without references refuses in a value. */
  static List<String> invalid(JsonNode schema, JsonNode value) {
    var meta = OpenApi30.getInstance();
    var config =
        SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .regularExpressionFactory(ServedContract::pattern)
            .build();
    return JsonSchemaFactory.builder()
        .metaSchema(meta)
        .defaultMetaSchemaIri(meta.getIri())
        .build()
        .getSchema(schema, config)
        .validate(value)
        .stream()
        .map(Object::toString)
        .toList();
  }

  // As in JavaScript, whose patterns these are, all of Unicode's blanks are blanks, and a text does
  // not end before its last line break.
  private static RegularExpression pattern(String text) {
    String whole = text.endsWith("$") ? text.substring(0, text.length() - 1) + "\\z" : text;
    Pattern pattern = Pattern.compile(whole, Pattern.UNICODE_CHARACTER_CLASS);
    return value -> pattern.matcher(value).find();
  }

  /** Returns a schema that takes no field which it does not name. */
  static JsonNode closed(JsonNode schema) {
    if (schema.isArray()) {
      ArrayNode copy = Json.MAPPER.createArrayNode();
      schema.forEach(item -> copy.add(closed(item)));
      return copy;
    }
    if (!schema.isObject()) {
      return schema;
    }
    ObjectNode copy = Json.MAPPER.createObjectNode();
    JsonNode whole = schema.has("allOf") ? merged(schema.path("allOf")) : schema;
    whole.properties().forEach(e -> copy.set(e.getKey(), closed(e.getValue())));
    boolean open = copy.has("additionalProperties") || !copy.path("properties").isObject();
    if (!open && !copy.path("properties").has("type")) {
      copy.put("additionalProperties", false);
    }
    return copy;
  }

  private static ObjectNode merged(JsonNode parts) {
    ObjectNode whole = Json.MAPPER.createObjectNode();
    parts.forEach(part -> merge(whole, part));
    return whole;
  }

  private static void merge(ObjectNode into, JsonNode part) {
    part.properties()
        .forEach(
            e -> {
              JsonNode there = into.path(e.getKey());
              if (there.isObject() && e.getValue().isObject()) {
                merge((ObjectNode) there, e.getValue());
              } else {
                into.set(e.getKey(), e.getValue().deepCopy());
              }
            });
  }

  private JsonNode resolved(JsonNode node) {
    if (node.path("$ref").isTextual()) {
      JsonNode target = document.at(node.path("$ref").asText().substring(1));
      if (target.isMissingNode()) {
        throw new IllegalArgumentException(node + " leads nowhere");
      }
      return resolved(target);
    }
    if (node.isObject()) {
      ObjectNode copy = Json.MAPPER.createObjectNode();
      node.properties().forEach(e -> copy.set(e.getKey(), resolved(e.getValue())));
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = Json.MAPPER.createArrayNode();
      node.forEach(item -> copy.add(resolved(item)));
      return copy;
    }
    return node;
  }
}
