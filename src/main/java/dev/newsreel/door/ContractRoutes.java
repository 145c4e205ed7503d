package dev.newsreel.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** The contract: for programs as a file, for people as a page. */
final class ContractRoutes extends DoorBuilder {

  private static final Pattern OPEN = Pattern.compile("/api/v1/(openapi\\.json|docs(/.*)?)");
  private static final String DOCS = API + "/docs";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Returns whether anybody may read what is at an address, because it is no secret. */
  static boolean isOpen(String path) {
    return OPEN.matcher(path).matches();
  }

  @Override
  public void configure() {
    door(API + "/openapi.json", "GET", "get-contract", "Shows what the API promises")
        .process(e -> answer(e, "application/json", contract().json()));
    door(DOCS, "GET", "get-contract-page", "Shows the same to people")
        .process(page("contract.html", "text/html"));
    door(DOCS + "/contract.css", "GET", "get-contract-style", "Says how that page looks")
        .process(page("contract.css", "text/css"));
    door(DOCS + "/contract.js", "GET", "get-contract-script", "Writes the contract into that page")
        .process(page("contract.js", "text/javascript"));
  }

  private static Processor page(String file, String type) {
    byte[] bytes = bytes(file);
    return exchange -> {
      answer(exchange, type + "; charset=utf-8", bytes);
      exchange.getMessage().setHeader("Content-Security-Policy", POLICY);
    };
  }

  private static byte[] bytes(String file) {
    try (InputStream in = ContractRoutes.class.getResourceAsStream(file)) {
      Objects.requireNonNull(in, file);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(Exchange exchange, String type, Object body) {
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, type);
    // Camel would drop it from the message.
    exchange.getMessage(HttpMessage.class).getResponse().putHeader("Cache-Control", "no-cache");
    exchange.getMessage().setBody(body);
  }
}
