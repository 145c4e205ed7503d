package dev.newsreel.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * A provider's HTTP answer.
 *
 * @param status HTTP status
 * @param body the JSON body; a missing node when there was none
 * @param headers the answer's headers, in the provider's spelling
 */
public record Answer(int status, JsonNode body, Map<String, Object> headers) {

  /** Reads the answer that camel-http has put into the exchange. */
  public static Answer of(Exchange exchange) {
    Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    byte[] body = exchange.getMessage().getBody(byte[].class);
    return new Answer(
        status == null ? 0 : status,
        Json.tree(body),
        Map.copyOf(exchange.getMessage().getHeaders()));
  }

  /** Returns whether the status is 2xx. */
  public boolean ok() {
    return status >= 200 && status < 300;
  }

  /** Returns a header, whatever its spelling; null when it is missing. */
  public String header(String name) {
    return headers.entrySet().stream()
        .filter(h -> h.getKey().equalsIgnoreCase(name))
        .map(h -> String.valueOf(h.getValue()))
        .findFirst()
        .orElse(null);
  }

  /**
   * Returns what {@code Retry-After} asks for, in seconds or as a date (RFC 9110, section 10.2.3).
   *
   * @return null when it is missing, unreadable or past; never more than a day
   */
  public Duration retryAfter(Instant now) {
    String value = header("Retry-After");
    if (value == null) {
      return null;
    }
    try {
      Duration wait =
          value.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(value))
              : Duration.between(
                  now, ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
      return wait.isNegative() ? null : wait.compareTo(MOST) > 0 ? MOST : wait;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static final Duration MOST = Duration.ofDays(1);

  /** Returns the text at a JSON pointer; null when it is missing, null or blank. */
  public String text(String pointer) {
    JsonNode node = body.at(pointer);
    return node.isValueNode() && !node.isNull() && !node.asText().isBlank() ? node.asText() : null;
  }
}
