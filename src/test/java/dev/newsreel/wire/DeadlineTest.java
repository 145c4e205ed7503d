package dev.newsreel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** A call may be given less time than its wire allows. */
class DeadlineTest {

  private static final WireLimits LIMITS = WireLimits.within(Duration.ofSeconds(20), 1000);

  private static Exchange call(CamelCalls calls, String url, String left) {
    return calls.template.request(
        url + "?httpClientConfigurer=#wire&throwExceptionOnFailure=false",
        exchange -> exchange.getMessage().setHeader(Wire.DEADLINE, left));
  }

  @Test
  void whatIsLeftOfAChainOfCallsIsKept() throws IOException {
    try (RawServer server = new RawServer(Talk::hang);
        CamelCalls calls = new CamelCalls(new Wire("test", LIMITS))) {
      long from = System.nanoTime();

      Exchange answered = call(calls, server.at("/"), "300");

      assertThat(answered.getException()).isInstanceOf(OutcomeUnknown.class);
      assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void itIsNotSent() throws IOException {
    List<String> heads = new CopyOnWriteArrayList<>();
    RawServer.Script script =
        talk -> {
          heads.add(talk.readRequest());
          talk.answer("200 OK", "fine");
        };
    try (RawServer server = new RawServer(script);
        CamelCalls calls = new CamelCalls(new Wire("test", LIMITS))) {

      Exchange answered = call(calls, server.at("/"), "15000");

      assertThat(CamelCalls.text(answered)).isEqualTo("fine");
      assertThat(heads).hasSize(1).allMatch(head -> !head.contains(Wire.DEADLINE));
    }
  }
}
