package dev.newsreel.door;

import dev.newsreel.job.JobIds;
import dev.newsreel.job.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Exchange;

/** The query parameters of a request; what is wrong is collected. */
final class Query {

  private final Exchange exchange;
  private final List<Problem.Bad> errors = new ArrayList<>();

  Query(Exchange exchange) {
    this.exchange = exchange;
  }

  String text(String name) {
    Object value = exchange.getMessage().getHeader(name);
    if (value != null && !(value instanceof String)) {
      bad(name, "must be given once");
      return null;
    }
    return (String) value;
  }

  int number(String name, int without, int most) {
    String text = text(name);
    if (text == null) {
      return without;
    }
    if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
      bad(name, "must be a whole number from 1 to " + most);
      return without;
    }
    return Integer.parseInt(text);
  }

  Status status() {
    String text = text("status");
    if (text == null) {
      return null;
    }
    for (Status status : Status.values()) {
      if (status.text().equals(text)) {
        return status;
      }
    }
    List<String> names = Arrays.stream(Status.values()).map(Status::text).toList();
    bad("status", "must be one of " + String.join(", ", names));
    return null;
  }

  /** Returns the id below which a page begins; empty for the newest. */
  String cursor() {
    String text = text("cursor");
    if (text != null && !JobIds.isId(text)) {
      bad("cursor", "must be a next_cursor of an earlier page");
    }
    return text == null ? "" : text;
  }

  void bad(String name, String message) {
    errors.add(new Problem.Bad(name, message));
  }

  /**
   * Ends reading.
   *
   * @throws BadRequest that names every bad parameter
   */
  void check() {
    if (!errors.isEmpty()) {
      throw new BadRequest(Problem.invalid(errors));
    }
  }
}
