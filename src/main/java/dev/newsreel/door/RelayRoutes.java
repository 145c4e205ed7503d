package dev.newsreel.door;

import io.vertx.core.http.HttpServerResponse;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** The one-time links from which Submagic reads a video. */
final class RelayRoutes extends DoorBuilder {

  @Override
  public void configure() {
    door("/relay/{token}", "GET,HEAD", "relay", "Hands HeyGen's file on to whoever has the link")
        .streamCache("false")
        .bean("relay", "open")
        .bean("relay", "handOn")
        .process(RelayRoutes::tellLength);
  }

  // Camel drops the length and sends a stream in chunks; a reader of films wants to know it.
  private static void tellLength(Exchange exchange) {
    String length = exchange.getMessage().getHeader("Content-Length", String.class);
    if (exchange.getMessage() instanceof HttpMessage http) {
      HttpServerResponse response = http.getResponse();
      response.putHeader("Cache-Control", "no-store");
      if (length != null) {
        response.headersEndHandler(
            end -> {
              response.headers().remove("Transfer-Encoding");
              response.putHeader("Content-Length", length);
            });
      }
    }
  }
}
