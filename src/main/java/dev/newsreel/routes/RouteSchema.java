package dev.newsreel.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The JSON schema that Camel ships for its YAML routes. */
final class RouteSchema {

  private static final String PLACE = "schema/camelYamlDsl.json";

  private final ObjectMapper mapper = new ObjectMapper();
  private final JsonSchema schema;

  /** Reads it, which takes a while. */
  RouteSchema() {
    try (InputStream in = RouteSchema.class.getClassLoader().getResourceAsStream(PLACE)) {
      JsonMetaSchema words =
          JsonMetaSchema.builder(JsonMetaSchema.getV4())
              .keyword(new NonValidationKeyword("deprecated"))
              .build();
      schema =
          JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(VersionFlag.V4))
              .metaSchema(words)
              .build()
              .getSchema(mapper.readTree(in), whatIsNeeded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Loaded as a whole it fills hundreds of megabytes: it leads back to itself in many places.
  private static SchemaValidatorsConfig whatIsNeeded() {
    return SchemaValidatorsConfig.builder().preloadJsonSchema(false).build();
  }

  /** Checks all files. */
  void check(Map<String, String> texts, List<Finding> found) {
    texts.forEach((file, text) -> check(file, text, found));
  }

  private void check(String file, String text, List<Finding> found) {
    try {
      Object root = YamlReader.read(text);
      for (ValidationMessage problem : schema.validate(mapper.valueToTree(root))) {
        if (!isPlaceholder(problem)) {
          found.add(finding(file, root, problem));
        }
      }
    } catch (BadYaml e) {
      throw new IllegalStateException("It could be read a moment ago", e);
    }
  }

  private static Finding finding(String file, Object root, ValidationMessage problem) {
    Object here = root;
    int line = 0;
    String route = "";
    String step = "";
    for (int i = 0; i < problem.getInstanceLocation().getNameCount(); i++) {
      here = below(here, problem.getInstanceLocation().getElement(i));
      if (here instanceof YamlMap map) {
        line = map.line();
        boolean isRoute = route.isEmpty() && map.containsKey("from");
        route = isRoute ? map.text("id") : route;
        step = !isRoute && map.containsKey("id") ? map.text("id") : step;
      }
    }
    String message = problem.getMessage().replaceFirst("^[^:]*: ", "");
    return new Finding(
        true, file, line, route, step, "Camel does not take it: " + message, "Put it right");
  }

  private static Object below(Object here, Object key) {
    if (here instanceof YamlMap map) {
      return map.get(String.valueOf(key));
    }
    return here instanceof List<?> list && key instanceof Integer i ? list.get(i) : null;
  }

  // The schema wants a number where Camel also takes a placeholder.
  private static boolean isPlaceholder(ValidationMessage problem) {
    JsonNode node = problem.getInstanceNode();
    return problem.getType().equals("type")
        && node != null
        && node.isTextual()
        && node.asText().matches("\\{\\{[^{}]+}}");
  }
}
