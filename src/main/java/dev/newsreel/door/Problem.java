package dev.newsreel.door;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.newsreel.job.Json;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * An error answer (RFC 9457).
 *
 * @param status HTTP status
 * @param code our stable name for the error
 * @param title one sentence
 * @param detail what is special about this case; may be null
 * @param errors every bad field; null when no field is to blame
 */
record Problem(int status, String code, String title, String detail, List<Bad> errors) {

  static final String TYPE = "application/problem+json";

  /**
   * One bad field.
   *
   * @param field a path such as {@code article.title}
   * @param message what is wrong with it
   */
  record Bad(@JsonProperty String field, @JsonProperty String message) {

    private static final int LONGEST = 200;

    Bad {
      field = field.length() > LONGEST ? field.substring(0, LONGEST) + "…" : field;
    }
  }

  static Problem of(int status, String code, String title) {
    return new Problem(status, code, title, null, null);
  }

  /** Returns what is told while Redis is in trouble. */
  static Problem storeUnavailable() {
    return of(503, "store_unavailable", "The store does not answer or is full; try again soon");
  }

  /** Returns what is told of a video in a form that this release does not know. */
  static Problem newerJob() {
    String title = "A newer release has this video in work; another node may answer: try again";
    return of(503, "newer_release", title);
  }

  static Problem invalid(List<Bad> errors) {
    return new Problem(422, "invalid_request", "The request has invalid fields", null, errors);
  }

  Problem because(String why) {
    return new Problem(status, code, title, why, errors);
  }

  /** Makes this the exchange's answer. */
  void answer(Exchange exchange) {
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, TYPE);
    if (status == 503) {
      exchange.getMessage().setHeader("Retry-After", "2");
    }
    exchange.getMessage().setBody(Json.write(this));
  }
}
