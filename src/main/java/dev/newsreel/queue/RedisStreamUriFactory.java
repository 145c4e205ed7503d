package dev.newsreel.queue;

import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.support.component.EndpointUriFactorySupport;

/** Lets a route write the queue's name under {@code parameters}, as Kaoto does. */
public final class RedisStreamUriFactory extends EndpointUriFactorySupport
    implements EndpointUriFactory {

  private static final String SCHEME = "redis-stream";
  private static final Set<String> PROPERTIES =
      Set.of(
          "name",
          "concurrency",
          "batch",
          "maxAttempts",
          "backoff",
          "maxBackoff",
          "claimIdle",
          "gate",
          "fair",
          "delay",
          "handOver",
          "bridgeErrorHandler",
          "exceptionHandler",
          "exchangePattern",
          "lazyStartProducer");

  @Override
  public boolean isEnabled(String scheme) {
    return SCHEME.equals(scheme);
  }

  @Override
  public String buildUri(String scheme, Map<String, Object> properties, boolean encode)
      throws URISyntaxException {
    Map<String, Object> left = new HashMap<>(properties);
    String uri = buildPathParameter("name", scheme + ":name", "name", null, true, left);
    return buildQueryParameters(uri, left, encode);
  }

  @Override
  public Set<String> propertyNames() {
    return PROPERTIES;
  }

  @Override
  public Set<String> secretPropertyNames() {
    return Set.of();
  }

  @Override
  public Map<String, String> multiValuePrefixes() {
    return Map.of();
  }

  @Override
  public boolean isLenientProperties() {
    return false;
  }
}
