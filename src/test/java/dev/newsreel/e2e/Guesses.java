package dev.newsreel.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes values that fit a schema, and bytes that may not; the same from the same seed. */
final class Guesses {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> ODD_TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "\u2003",
          "NaN",
          "null",
          "-1",
          "1e9999",
          "9".repeat(30),
          "../../x",
          "<b>&amp;</b>",
          "\ud83d\udc2b",
          "\u202e back",
          "en\n",
          "ftp://127.0.0.1/",
          "x".repeat(2001));
  private static final List<String> ODD_JSON =
      List.of(
          "null",
          "true",
          "-0",
          "2.5",
          "1e400",
          "1e999999999",
          "-1e-999999999",
          "9".repeat(400),
          "9".repeat(2000),
          "[]",
          "{}",
          "[[[[{}]]]]",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"\"",
          "NaN",
          "'x'",
          "01",
          "{\"a\":1,\"a\":2}",
          "[".repeat(2000));

  private final Random random;

  Guesses(long seed) {
    this.random = new Random(seed);
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  int below(int most) {
    return random.nextInt(most);
  }

  String oddText() {
    return one(ODD_TEXTS);
  }

  /** Returns a value that fits, unless the schema says more than these guesses understand. */
  JsonNode fitting(JsonNode schema) {
    if (schema.path("anyOf").isArray() && !schema.has("properties")) {
      return fitting(schema.path("anyOf").get(0));
    }
    if (schema.path("enum").isArray()) {
      return schema.path("enum").get(below(schema.path("enum").size()));
    }
    return switch (schema.path("type").asText()) {
      case "object" -> object(schema);
      case "array" -> {
        ArrayNode list = NODES.arrayNode();
        for (int i = 0; i <= below(3); i++) {
          list.add(fitting(schema.path("items")));
        }
        yield list;
      }
      case "integer" -> {
        int least = schema.path("minimum").asInt(0);
        yield NODES.numberNode(least + below(schema.path("maximum").asInt(9) - least + 1));
      }
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      default -> NODES.textNode(text(schema));
    };
  }

  private ObjectNode object(JsonNode schema) {
    List<String> wanted = new ArrayList<>();
    boolean free = schema.has("anyOf");
    JsonNode branches = schema.path(free ? "anyOf" : "oneOf");
    JsonNode branch = branches.isEmpty() ? branches : branches.get(below(branches.size()));
    schema.path("required").forEach(name -> wanted.add(name.asText()));
    branch.path("required").forEach(name -> wanted.add(name.asText()));
    List<String> others = new ArrayList<>(branches.findValuesAsText("required"));
    if (!free) {
      branches.forEach(b -> b.path("required").forEach(name -> others.add(name.asText())));
    }
    branch.at("/not/required").forEach(name -> others.add(name.asText()));
    ObjectNode value = NODES.objectNode();
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      boolean must = wanted.contains(field.getKey());
      if (must || (!others.contains(field.getKey()) && chance(0.2))) {
        value.set(field.getKey(), fitting(field.getValue()));
      }
    }
    return value;
  }

  private String text(JsonNode schema) {
    if (schema.path("format").asText().equals("uri")) {
      return "http://127.0.0.1:1/" + below(1000);
    }
    if (schema.path("pattern").asText().equals("\\S") || !schema.has("pattern")) {
      String letters = "aZ0 .\u00e4\u4e2d\u0301\ud83d\udc2b\u202e\u200b-&<\"\\";
      StringBuilder text = new StringBuilder("n");
      for (int i = 0; i < below(30); i++) {
        text.append(letters.charAt(below(letters.length())));
      }
      return text.toString();
    }
    String text = schema.path("example").asText("a" + below(10));
    if (!text.matches(schema.path("pattern").asText())) {
      throw new IllegalArgumentException(schema + " needs an example that fits");
    }
    return text;
  }

  /** Returns bytes that may be a body: mostly one that fits, with something changed or broken. */
  byte[] body(JsonNode schema) {
    JsonNode whole = fitting(schema);
    String text = whole.toString();
    if (chance(0.3)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    List<String> names = new ArrayList<>();
    whole.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty() || chance(0.2)) {
      return broken(text);
    }
    String name = one(names);
    ObjectNode changed = (ObjectNode) whole;
    return switch (below(4)) {
      case 0 -> changed.without(name).toString().getBytes(StandardCharsets.UTF_8);
      case 1 ->
          changed
              .put(chance(0.5) ? "colour" : name, oddText())
              .toString()
              .getBytes(StandardCharsets.UTF_8);
      case 2 -> text.replaceFirst("\\{", "{\"" + name + "\":1,").getBytes(StandardCharsets.UTF_8);
      default -> {
        String marked = changed.put(name, "@@@").toString();
        yield marked.replace("\"@@@\"", one(ODD_JSON)).getBytes(StandardCharsets.UTF_8);
      }
    };
  }

  private byte[] broken(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return switch (below(5)) {
      case 0 -> new byte[0];
      case 1 -> java.util.Arrays.copyOf(bytes, bytes.length / 2);
      case 2 -> (text + text).getBytes(StandardCharsets.UTF_8);
      case 3 -> one(ODD_JSON).getBytes(StandardCharsets.UTF_8);
      default -> {
        bytes[bytes.length / 2] = (byte) 0xff;
        yield bytes;
      }
    };
  }
}
