package dev.newsreel.door;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/**
 * What of a call's headers a route hears of: a short list. Camel makes headers of a message out of
 * all that is sent, and steers its components by headers; so whatever is not on the list stays
 * outside, as do all query parameters ({@link Query} reads those) and the fields of forms.
 */
public final class OutsideHeaders extends HttpHeaderFilterStrategy
    implements Handler<RoutingContext> {

  private static final Set<String> KNOWN =
      names(
          "Accept",
          "Content-Type",
          "Heygen-Event-Id",
          "Heygen-Signature",
          "Heygen-Timestamp",
          "Idempotency-Key",
          "If-None-Match",
          "Last-Event-ID",
          "Range",
          "User-Agent",
          "traceparent",
          Recorder.BY);

  /** Those that mean something to us: given twice, it would depend on the reader what they mean. */
  private static final List<String> ONCE =
      List.of(
          "Authorization",
          "Content-Length",
          "Content-Type",
          "Heygen-Signature",
          "Heygen-Timestamp",
          "Host",
          "Origin",
          "Range",
          "X-API-Key");

  private static final int MOST = 100;

  /** Makes the list. */
  public OutsideHeaders() {}

  private static Set<String> names(String... names) {
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.addAll(List.of(names));
    return all;
  }

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return !(KNOWN.contains(name)
        && exchange.getMessage() instanceof HttpMessage http
        && http.getRequest().headers().getAll(name).contains(String.valueOf(value)));
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    // Only we ourselves say who calls.
    request.headers().remove(Recorder.BY);
    if (request.headers().entries().size() > MOST) {
      Doors.answer(context, Problem.of(431, "too_many_headers", "Send fewer headers"));
    } else if (ONCE.stream().anyMatch(name -> request.headers().getAll(name).size() > 1)) {
      Doors.answer(context, Problem.of(400, "bad_request", "A header is given twice"));
    } else {
      context.next();
    }
  }
}
