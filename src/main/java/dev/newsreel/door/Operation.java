package dev.newsreel.door;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one call of the API takes.
 *
 * @param raw whether it judges its request by itself
 * @param query the query parameters, by name
 * @param headers the headers that are described, by name
 * @param body what the body must be; null when it takes none
 */
record Operation(boolean raw, Map<String, Schema> query, Map<String, Schema> headers, Schema body) {

  static Operation of(JsonNode json, JsonNode common, Schemas schemas) {
    Map<String, Schema> query = new LinkedHashMap<>();
    Map<String, Schema> headers = new LinkedHashMap<>();
    for (JsonNode list : new JsonNode[] {common, json.path("parameters")}) {
      for (JsonNode parameter : list) {
        Schema schema = schemas.of(parameter.path("schema"));
        String name = parameter.path("name").asText();
        switch (parameter.path("in").asText()) {
          case "query" -> query.put(name, schema);
          case "header" -> headers.put(name, schema);
          default -> {
            // What a path names is looked up; what is not found is 404.
          }
        }
      }
    }
    JsonNode body = json.at("/requestBody/content/application~1json/schema");
    return new Operation(
        json.path("x-raw-body").asBoolean(),
        query,
        headers,
        body.isMissingNode() ? null : schemas.of(body));
  }
}
