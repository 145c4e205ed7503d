package dev.newsreel.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.newsreel.job.Offer;
import dev.newsreel.settings.TestSettings;
import dev.newsreel.wire.Wire;
import dev.newsreel.wire.WireLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading looks and voices, whatever HeyGen answers. */
class HeyGenCatalogueTest {

  private final AtomicInteger calls = new AtomicInteger();
  private HttpServer server;
  private Wire wire;
  private Function<String, String> looks = query -> "{\"data\":[]}";
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v3/",
        exchange -> {
          try (exchange) {
            calls.incrementAndGet();
            boolean voices = exchange.getRequestURI().getPath().endsWith("/voices");
            String body =
                voices ? "{\"data\":[]}" : looks.apply(exchange.getRequestURI().getQuery());
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    wire = new Wire("catalogue", WireLimits.within(Duration.ofSeconds(5), 4_000_000));
  }

  @AfterEach
  void stop() {
    wire.close();
    server.stop(0);
  }

  private Offer.All read() throws IOException {
    String home = "http://127.0.0.1:" + server.getAddress().getPort();
    return new HeyGenCatalogue(
            TestSettings.with("heygen.base-url", home, "heygen.api-key", "test-key"),
            wire.fetch(),
            Clock.systemUTC())
        .call();
  }

  private static String page(int from, int count, String next) {
    String items =
        IntStream.range(from, from + count)
            .mapToObj(i -> "{\"id\":\"look-%d\",\"name\":\"Look %d\"}".formatted(i, i))
            .collect(Collectors.joining(","));
    String token = next == null ? "null" : "\"" + next + "\"";
    return "{\"data\":[%s],\"has_more\":%s,\"next_token\":%s}"
        .formatted(items, next != null, token);
  }

  private static int from(String query) {
    return query.contains("token=") ? Integer.parseInt(query.replaceAll(".*token=", "")) : 0;
  }

  @Test
  void allPagesAreRead() throws IOException {
    looks = query -> page(from(query), 50, from(query) < 9950 ? "" + (from(query) + 50) : null);

    assertThat(read().avatars()).hasSize(10_000);
  }

  @Test
  void aListWithoutAnEndIsGivenUp() {
    looks = query -> page(0, 50, "again");

    assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessageContaining("end");
    assertThat(calls.get()).isLessThan(5);
  }

  @Test
  void aListThatGrowsForEverIsGivenUp() {
    looks = query -> page(from(query), 1, "" + (from(query) + 1));

    assertThatThrownBy(this::read).isInstanceOf(IOException.class);
    assertThat(calls.get()).isLessThan(600);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nonsense", "[]", "{}", "{\"data\":{}}", "{\"data\":\"x\"}", "{\"data\":["})
  void nonsenseIsNoCatalogue(String body) {
    looks = query -> body;

    assertThatThrownBy(this::read).isInstanceOf(IOException.class);
  }

  @Test
  void itemsThatNobodyCanUseArePassedOver() throws IOException {
    looks =
        query ->
            "{\"data\":[null,7,{},{\"id\":7},{\"id\":\"\"},{\"id\":\"ok\",\"name\":{}},{\"id\":\"ok\"}]}";

    assertThat(read().avatars()).extracting(Offer::id).containsExactly("ok");
  }

  @Test
  void aProviderThatHasNoSuchListOffersNothingAndAnErrorIsAnError() throws IOException {
    status = 404;
    assertThat(read().avatars()).isEmpty();

    status = 401;
    assertThatThrownBy(this::read).hasMessageContaining("401");
  }
}
