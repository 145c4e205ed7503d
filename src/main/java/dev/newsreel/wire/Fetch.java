package dev.newsreel.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * Calls whose answer is read as it comes and may be asked for again in the middle of it, which a
 * route cannot do: it hands a body on only once. For all else there is camel-http on the same wire.
 */
public final class Fetch {

  private final CloseableHttpClient client;

  Fetch(Wire wire) {
    HttpClientBuilder builder = HttpClientBuilder.create().disableDefaultUserAgent();
    wire.configureHttpClient(builder);
    this.client = builder.build();
  }

  /**
   * An answer of any status. Whoever gets it closes the body.
   *
   * @param headers by name in lower case
   * @param body empty when there is none; reading fails like a call does
   */
  public record Opened(int status, Map<String, String> headers, InputStream body) {

    /** Returns whether the status is 2xx. */
    public boolean ok() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * Makes one call without a body. A repeat is as safe as the method.
   *
   * @param headers sent as they are; those without a value are left out
   * @throws NotSent when nothing reached the server
   * @throws OutcomeUnknown when it did, and no whole head came back
   */
  public Opened call(String method, URI address, Map<String, String> headers) throws IOException {
    ClassicRequestBuilder request = ClassicRequestBuilder.create(method).setUri(address);
    headers.forEach(
        (name, value) -> {
          if (value != null && !value.isEmpty()) {
            request.addHeader(name, value);
          }
        });
    return opened(request.build());
  }

  private Opened opened(ClassicHttpRequest request) throws IOException {
    ClassicHttpResponse answer = client.executeOpen(null, request, null);
    Map<String, String> headers = new HashMap<>();
    for (var header : answer.getHeaders()) {
      headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
    boolean empty = answer.getEntity() == null;
    InputStream body = empty ? InputStream.nullInputStream() : answer.getEntity().getContent();
    return new Opened(answer.getCode(), headers, closing(body, answer));
  }

  private static InputStream closing(InputStream body, ClassicHttpResponse answer) {
    return new FilterInputStream(body) {
      @Override
      public void close() throws IOException {
        try (answer) {
          super.close();
        }
      }
    };
  }
}
