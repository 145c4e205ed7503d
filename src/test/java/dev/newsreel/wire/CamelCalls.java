package dev.newsreel.wire;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** Calls through a real Camel {@code http} endpoint with one wire. */
final class CamelCalls implements AutoCloseable {

  static final String PARAMETERS =
      "?httpClientConfigurer=#wire&throwExceptionOnFailure=false&skipRequestHeaders=true";

  final CamelContext camel = new DefaultCamelContext();
  final ProducerTemplate template;
  private final Wire wire;

  CamelCalls(Wire wire) {
    this.wire = wire;
    camel.getRegistry().bind("wire", wire);
    camel.start();
    template = camel.createProducerTemplate();
  }

  Exchange get(String address) {
    return request(address, exchange -> {});
  }

  Exchange post(String address, Object body) {
    return request(address, exchange -> exchange.getMessage().setBody(body));
  }

  /** A call whose address is in the header, as for addresses from outside. */
  Exchange getByHeader(String address) {
    return template.request(
        "http:outside" + PARAMETERS,
        exchange -> exchange.getMessage().setHeader(Exchange.HTTP_URI, address));
  }

  Exchange request(String address, Processor processor) {
    return template.request(address + PARAMETERS, processor);
  }

  CompletableFuture<Exchange> getLater(String address) {
    return template.asyncSend(address + PARAMETERS, exchange -> {});
  }

  static String text(Exchange answered) {
    return answered.getMessage().getBody(String.class);
  }

  static Integer status(Exchange answered) {
    return answered.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
  }

  @Override
  public void close() throws IOException {
    template.stop();
    camel.stop();
    wire.close();
  }
}
