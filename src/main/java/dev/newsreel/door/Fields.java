package dev.newsreel.door;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** The fields of one JSON object that fits the contract. */
record Fields(JsonNode json) {

  /** Returns a text without the blanks around it; null when it was not given. */
  String text(String field) {
    JsonNode value = json.get(field);
    return value == null ? null : value.asText().strip();
  }

  /** Returns an address; null when it was not given. */
  URI address(String field) {
    String text = text(field);
    return text == null ? null : URI.create(text);
  }
}
