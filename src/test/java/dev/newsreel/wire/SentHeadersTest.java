package dev.newsreel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class SentHeadersTest {

  private final AtomicReference<String> head = new AtomicReference<>();

  @Test
  void sendsWhatIsNamedAndTheContentTypeAndNothingElse() throws IOException {
    var answered = post("?httpClientConfigurer=#wire&headerFilterStrategy=#sent");

    assertThat(head.get())
        .contains("x-api-key: test-key\r\n", "content-type: application/json")
        .doesNotContain("x-ours", "camel");
    assertThat(answered.getMessage().getHeader("X-Ours")).isEqualTo("secret");
    assertThat(answered.getMessage().getHeader("X-Theirs")).isEqualTo("1");
    assertThat(answered.getMessage().getHeader(Exchange.HTTP_URI)).isNull();
  }

  @Test
  void skipRequestHeadersSendsTheContentTypeOnly() throws IOException {
    var unused = post(CamelCalls.PARAMETERS);

    assertThat(head.get())
        .contains("content-type: application/json")
        .doesNotContain("x-api-key", "x-ours", "camel");
  }

  private Exchange post(String parameters) throws IOException {
    var limits = WireLimits.within(Duration.ofSeconds(20), 1000);
    try (var server =
            new RawServer(
                talk -> {
                  head.set(talk.readRequest().toLowerCase(Locale.ROOT));
                  talk.answer("200 OK", "X-Theirs: 1", "CamelHttpUri: http://evil.example", "ok");
                });
        var calls = new CamelCalls(new Wire("test", limits))) {
      calls.camel.getRegistry().bind("sent", new SentHeaders(List.of("X-Api-Key")));
      return calls.template.request(
          server.at("/x") + parameters,
          exchange -> {
            var message = exchange.getMessage();
            message.setBody("{}");
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setHeader("x-api-key", "test-key");
            message.setHeader("X-Ours", "secret");
          });
    }
  }
}
