package dev.newsreel.door;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;

/** The fields of one JSON object, each read at most once; what is wrong is collected. */
record Fields(JsonNode json, String prefix, List<Problem.Bad> errors) {

  /**
   * Returns the bytes of a JSON request.
   *
   * @throws BadRequest when something else was sent
   */
  static byte[] json(Exchange exchange) {
    String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, "", String.class);
    String media = type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
    if (!media.equals("application/json")) {
      throw new BadRequest(Problem.of(415, "unsupported_media_type", "Send application/json"));
    }
    return exchange.getMessage().getBody(byte[].class);
  }

  void bad(String field, String message) {
    errors.add(new Problem.Bad(prefix + field, message));
  }

  void onlyThese(Set<String> known) {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                bad(name, "is not a field of this request");
              }
            });
  }

  String text(String field, int most) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      bad(field, "must be a text");
      return null;
    }
    String text = value.asText().strip();
    if (text.isEmpty() || text.length() > most) {
      bad(
          field,
          text.isEmpty() ? "must not be empty" : "must have at most " + most + " characters");
      return null;
    }
    return text;
  }

  String matching(String field, String pattern, String what) {
    String text = text(field, 200);
    if (text != null && !text.matches(pattern)) {
      bad(field, "must be " + what);
    }
    return text;
  }

  String name(String field) {
    return matching(field, "[a-z0-9][a-z0-9-]{0,63}", "a name of a-z, 0-9 and hyphens");
  }

  String oneOf(String field, Set<String> values) {
    String text = text(field, 20);
    if (text != null && !values.contains(text)) {
      bad(field, "must be one of " + String.join(", ", values.stream().sorted().toList()));
    }
    return text;
  }

  int number(String field, int least, int most, int without) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return without;
    }
    boolean fits = value.canConvertToInt() && value.isIntegralNumber();
    if (!fits || value.asInt() < least || value.asInt() > most) {
      bad(field, "must be a whole number from " + least + " to " + most);
      return without;
    }
    return value.asInt();
  }

  URI address(String field) {
    String text = text(field, 2000);
    if (text == null) {
      return null;
    }
    try {
      URI uri = new URI(text);
      if (Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Reported below, like every other text that is no address.
    }
    bad(field, "must be an http or https address");
    return null;
  }
}
