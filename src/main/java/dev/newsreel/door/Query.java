package dev.newsreel.door;

import dev.newsreel.job.Status;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** The query parameters of a request that fits the contract; what else is wrong is collected. */
final class Query {

  private final Map<String, List<String>> given;
  private final List<Problem.Bad> errors = new ArrayList<>();

  /**
   * Reads them from the address: Camel's headers hold none of them.
   *
   * @throws BadRequest when the address cannot be decoded
   */
  Query(Exchange exchange) {
    this.given = given(exchange);
  }

  private static Map<String, List<String>> given(Exchange exchange) {
    return decoded(exchange.getMessage().getHeader(Exchange.HTTP_RAW_QUERY, String.class));
  }

  private static Map<String, List<String>> decoded(String query) {
    try {
      return query == null ? Map.of() : new QueryStringDecoder("?" + query).parameters();
    } catch (IllegalArgumentException e) {
      throw new BadRequest(Problem.of(400, "bad_request", "The request cannot be read"));
    }
  }

  /** Lets on those calls only whose query can be decoded: the router decodes it, too, and fails. */
  static void check(RoutingContext call) {
    try {
      decoded(call.request().query());
    } catch (BadRequest e) {
      Doors.answer(call, e.problem());
      return;
    }
    call.next();
  }

  /**
   * Returns every bad parameter of a request.
   *
   * @param known those that it may have
   */
  static List<Problem.Bad> check(Exchange exchange, Map<String, Schema> known) {
    List<Problem.Bad> bad = new ArrayList<>();
    given(exchange)
        .forEach(
            (name, values) -> {
              if (!known.containsKey(name)) {
                bad.add(new Problem.Bad(name, "is not a parameter of this request"));
              } else if (values.size() > 1) {
                bad.add(new Problem.Bad(name, "must be given once"));
              } else {
                bad.addAll(known.get(name).check(name, values.get(0)));
              }
            });
    return bad;
  }

  /** Returns a parameter; null when it was not given. */
  String text(String name) {
    List<String> values = given.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.get(0);
  }

  /** Returns whether the caller only asks what would happen. */
  boolean isDryRun() {
    return "true".equals(text("dry_run"));
  }

  /** Returns a parameter that is a number. */
  int number(String name, int without) {
    String text = text(name);
    return text == null ? without : Integer.parseInt(text);
  }

  /** Returns the status that is asked for; null for any. */
  Status status() {
    String text = text("status");
    for (Status status : Status.values()) {
      if (status.text().equals(text)) {
        return status;
      }
    }
    return null;
  }

  /** Returns the id below which a page begins; empty for the newest. */
  String cursor() {
    String text = text("cursor");
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
