package dev.newsreel.wire;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/**
 * The only message headers that a call sends, for the {@code headerFilterStrategy} parameter of an
 * endpoint.
 *
 * <p>Without it camel-http sends every header of the message to the provider, our callers' own
 * included.
 */
public final class SentHeaders extends HttpHeaderFilterStrategy {

  private final Set<String> names;

  /**
   * Lets these headers out, in any case.
   *
   * @param names for example {@code x-api-key}; Content-Type goes with the body and need not be
   *     named
   */
  public SentHeaders(Collection<String> names) {
    this.names =
        names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return !names.contains(name.toLowerCase(Locale.ROOT))
        || super.applyFilterToCamelHeaders(name, value, exchange);
  }
}
