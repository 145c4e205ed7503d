package dev.newsreel.job;

import java.util.Map;
import org.apache.camel.Exchange;

/** A request that is about to leave. */
public final class Request {

  private Request() {}

  /**
   * Sets the headers of the next call. All others are removed first: camel-http sends every header
   * of the message, and what one server told us is no business of another's.
   *
   * @param headers by name; those without a value are left out
   */
  public static void headers(Exchange exchange, Map<String, String> headers) {
    exchange.getMessage().removeHeaders("*");
    headers.forEach(
        (name, value) -> {
          if (value != null && !value.isEmpty()) {
            exchange.getMessage().setHeader(name, value);
          }
        });
  }
}
