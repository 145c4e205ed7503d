package dev.newsreel.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A schema of the contract; it tells what is wrong with a value in the words of the API.
 *
 * @param json the schema, without references
 * @param compiled the same, ready for use
 */
record Schema(JsonNode json, JsonSchema compiled) {

  /** The keyword that says what is told when a value does not fit the pattern or format. */
  static final String MUST = "x-must";

  private static final int MOST = 100;

  // Of several ways to fill an object, the first is the usual one: what it lacks is told.
  private static final Pattern OTHER_CHOICE = Pattern.compile("/oneOf/|/anyOf/[1-9]");

  /**
   * Returns every bad field of a body, at most 100 of them. Fields that are null, and may be given,
   * are taken out of it before.
   */
  List<Problem.Bad> check(JsonNode body) {
    withoutNulls(body, json);
    return found(body, "");
  }

  /**
   * Returns what is wrong with a parameter.
   *
   * @param text its value, as it was sent
   */
  Collection<Problem.Bad> check(String name, String text) {
    return found(value(text), name);
  }

  private JsonNode value(String text) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    boolean number = json.path("type").asText().equals("integer") && text.matches("\\d{1,18}");
    boolean flag = json.path("type").asText().equals("boolean") && text.matches("true|false");
    return number
        ? nodes.numberNode(Long.parseLong(text))
        : flag ? nodes.booleanNode(text.equals("true")) : nodes.textNode(text);
  }

  private static void withoutNulls(JsonNode value, JsonNode schema) {
    if (value instanceof ObjectNode fields) {
      for (Map.Entry<String, JsonNode> known : schema.path("properties").properties()) {
        JsonNode field = fields.path(known.getKey());
        if (field.isNull()) {
          fields.remove(known.getKey());
        } else {
          withoutNulls(field, known.getValue());
        }
      }
    }
  }

  private List<Problem.Bad> found(JsonNode value, String name) {
    Map<String, Problem.Bad> first = new LinkedHashMap<>();
    for (ValidationMessage fault : compiled.validate(value)) {
      String place = fault.getSchemaLocation().getFragment().toString();
      if (first.size() < MOST && !OTHER_CHOICE.matcher(place).find()) {
        bad(fault, name, value).ifPresent(bad -> first.putIfAbsent(bad.field(), bad));
      }
    }
    return new ArrayList<>(first.values());
  }

  private Optional<Problem.Bad> bad(ValidationMessage fault, String name, JsonNode value) {
    JsonNode schema = json.at(fault.getSchemaLocation().getFragment().getParent().toString());
    String at = fault.getInstanceLocation().toString().replaceFirst("^\\$\\.?", "");
    String field = at.isEmpty() ? name : at;
    String inside = (field.isEmpty() ? "" : field + ".") + fault.getProperty();
    return switch (fault.getType()) {
      case "oneOf" -> choice(schema.path("oneOf"), value);
      case "additionalProperties" -> told(inside, "is not a field of this request");
      case "required" -> told(inside, "must be given");
      case "pattern", "format" -> told(field, "must " + schema.path(MUST).asText());
      case "maxLength" ->
          told(field, "must have at most " + schema.path("maxLength").asText() + " characters");
      case "enum" -> told(field, "must be one of " + names(schema.path("enum")));
      default -> told(field, "must be " + kind(schema));
    };
  }

  private static Optional<Problem.Bad> told(String field, String message) {
    return Optional.of(new Problem.Bad(field, message));
  }

  /**
   * Returns what is wrong when not exactly one of several fields is given, or one comes with what
   * belongs to another; empty when something else is wrong with it, which is told by itself.
   */
  private static Optional<Problem.Bad> choice(JsonNode branches, JsonNode value) {
    List<String> names =
        StreamSupport.stream(branches.spliterator(), false)
            .map(branch -> branch.at("/required/0").asText())
            .toList();
    List<String> given = names.stream().filter(value::has).toList();
    if (given.size() != 1) {
      return told(
          names.get(given.isEmpty() ? 0 : names.size() - 1),
          "exactly one of " + String.join(" and ", names) + " must be given");
    }
    String stranger = branches.get(names.indexOf(given.get(0))).at("/not/required/0").asText();
    String other = names.stream().filter(name -> !given.contains(name)).findFirst().orElse("");
    return value.has(stranger) ? told(stranger, "only together with " + other) : Optional.empty();
  }

  private static String names(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .filter(value -> !value.isNull())
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  private static String kind(JsonNode schema) {
    return switch (schema.path("type").asText()) {
      case "string" -> "a text";
      case "boolean" -> "true or false";
      case "integer" -> "a whole number" + range(schema, " from ", "minimum", "maximum");
      case "array" -> "a list" + range(schema, " of ", "minItems", "maxItems");
      default -> "an object";
    };
  }

  private static String range(JsonNode schema, String word, String least, String most) {
    return schema.has(least) && schema.has(most)
        ? word + schema.path(least).asText() + " to " + schema.path(most).asText()
        : "";
  }
}
