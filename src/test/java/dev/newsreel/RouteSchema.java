package dev.newsreel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The JSON schema that Camel ships for its YAML routes; loading it takes a while, so do it once.
 */
final class RouteSchema {

  private static final ObjectMapper JSON = new ObjectMapper();
  private final JsonSchema schema;

  RouteSchema() throws IOException {
    try (InputStream in =
        RouteSchema.class.getClassLoader().getResourceAsStream("schema/camelYamlDsl.json")) {
      Objects.requireNonNull(in, "camel-yaml-dsl is not on the class path");
      schema = JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(JSON.readTree(in));
    }
  }

  /** What the schema refuses in a YAML text; empty when it is valid. */
  List<String> problems(String yaml) throws JsonProcessingException {
    Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return schema.validate(JSON.valueToTree(value)).stream()
        .filter(problem -> !isPlaceholder(problem))
        .map(ValidationMessage::getMessage)
        .toList();
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
