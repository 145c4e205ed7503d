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
   * Returns how long the provider asks us to wait: {@code retry-after-ms} in milliseconds, as
   * OpenAI sends it, else {@code Retry-After} in seconds or as a date (RFC 9110, section 10.2.3),
   * else {@code retryAfter} in the body in seconds, as Submagic writes it.
   *
   * @return null when it is missing, unreadable or past; never more than a day
   */
  public Duration retryAfter(Instant now) {
    Duration millis = millis(header("retry-after-ms"));
    Duration wait = millis == null ? asked(header("Retry-After"), now) : millis;
    int seconds = body.path("retryAfter").asInt(0);
    if (wait == null && seconds > 0) {
      wait = Duration.ofSeconds(seconds);
    }
    return wait == null || wait.compareTo(MOST) <= 0 ? wait : MOST;
  }

  private static Duration millis(String value) {
    boolean sound = value != null && value.matches("\\d{1,12}(\\.\\d{1,9})?");
    long millis = sound ? (long) Math.ceil(Double.parseDouble(value)) : 0;
    return millis > 0 ? Duration.ofMillis(millis) : null;
  }

  private static Duration asked(String value, Instant now) {
    if (value == null) {
      return null;
    }
    try {
      Duration wait =
          value.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(value))
              : Duration.between(
                  now, ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
      return wait.isNegative() ? null : wait;
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
