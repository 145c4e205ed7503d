package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.newsreel.job.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one-time link from which Submagic reads a film, as a reader of films sees it. */
class SourceLinkTest {

  private static final BlockingQueue<String> ORDERS = new LinkedBlockingQueue<>();
  private static TestSandbox providers;
  private static HttpServer submagic;
  private static RunningNewsreel node;
  private static byte[] film;

  private String id;
  private URI link;

  @BeforeAll
  static void start() throws IOException {
    providers = TestSandbox.start();
    submagic = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    submagic.createContext("/v1/projects", SourceLinkTest::take);
    submagic.start();
    String url = "http://127.0.0.1:" + submagic.getAddress().getPort();
    node = RunningNewsreel.start(providers, "submagic.base-url", url);
    try (var whole = TestSandbox.class.getResourceAsStream("/sandbox/video.mp4")) {
      film = whole.readAllBytes();
    }
  }

  /** Takes an order and leaves its film alone: the test reads it. */
  private static void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      ORDERS.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      byte[] answer = "{\"id\":\"p-1\",\"status\":\"processing\"}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(201, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @AfterAll
  static void stop() {
    submagic.stop(0);
    node.close();
    providers.close();
  }

  @BeforeEach
  void order() throws IOException, InterruptedException {
    id = node.api().accepted();
    String order = ORDERS.poll(60, TimeUnit.SECONDS);
    link = URI.create(Json.tree(order.getBytes(StandardCharsets.UTF_8)).path("videoUrl").asText());
  }

  @AfterEach
  void clearFaults() {
    providers.clearFaults();
  }

  private HttpResponse<byte[]> read(String method, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(link).method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> receipts() {
    return node.api().edges(id).stream().filter(e -> e.startsWith("source")).toList();
  }

  @Test
  void isReceiptedWhenItIsAskedForAndWhenTheFilmIsDelivered() {
    HttpResponse<byte[]> answer = read("GET");
    HttpResponse<byte[]> again = read("GET");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(film);
    assertThat(answer.headers().firstValue("Content-Type")).contains("video/mp4");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(again.body()).isEqualTo(film);
    assertThat(receipts()).containsExactly("source fetched", "source delivered");
  }

  @Test
  void tellsAboutTheFilmWithoutDeliveringIt() {
    HttpResponse<byte[]> answer = read("HEAD");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Length")).contains("" + film.length);
    assertThat(receipts()).containsExactly("source fetched");
  }

  @Test
  void givesAPartThatIsNoDelivery() {
    HttpResponse<byte[]> answer = read("GET", "Range", "bytes=100-299");

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(film, 100, 300));
    assertThat(answer.headers().firstValue("Content-Range"))
        .contains("bytes 100-299/" + film.length);
    assertThat(receipts()).containsExactly("source fetched");
  }

  @Test
  void countsTheLastPartAsDelivery() {
    HttpResponse<byte[]> answer = read("GET", "Range", "bytes=" + (film.length - 10) + "-");

    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(film, film.length - 10, film.length));
    assertThat(receipts()).containsExactly("source fetched", "source delivered");
  }

  @Test
  void refusesARangeThatTheFilmDoesNotHave() {
    assertThat(read("GET", "Range", "bytes=99999999-").statusCode()).isEqualTo(416);
    assertThat(receipts()).containsExactly("source fetched");
  }

  @ParameterizedTest
  @ValueSource(strings = {"truncate", "drop_before", "drop_after", "status"})
  void deliversTheFilmThoughItsServerFails(String fault) {
    providers.fault(
        "{'provider':'files','kind':'%s','status':500,'times':2}"
            .replace(fault.equals("status") ? "~" : ",'status':500", "")
            .formatted(fault));

    assertThat(read("GET").body()).isEqualTo(film);
    assertThat(receipts()).containsExactly("source fetched", "source delivered");
  }

  @ParameterizedTest
  @CsvSource({"status, 500", "status, 429", "drop_before, 0", "drop_after, 0", "malformed, 0"})
  void deliversTheFilmThoughHeyGenFailsToTellItsLink(String kind, int status) {
    String detail = status == 0 ? "" : ",'status':" + status;
    providers.fault(
        "{'provider':'heygen','call':'get','kind':'%s','times':2%s}".formatted(kind, detail));

    assertThat(read("GET").body()).isEqualTo(film);
  }

  @Test
  void aFilmThatComesSlowlyHoldsNoOtherUp() throws Exception {
    HttpRequest slow = HttpRequest.newBuilder(link).build();
    order();
    providers.fault(
        "{'provider':'files','call':'download','kind':'slow_drip','delay':'700ms','times':1}");
    int before = providers.requests("files.download");

    var first = HttpClient.newHttpClient().sendAsync(slow, BodyHandlers.ofByteArray());
    await().until(() -> providers.requests("files.download") > before);
    byte[] quick = read("GET").body();

    assertThat(first).isNotDone();
    assertThat(quick).isEqualTo(film);
    assertThat(first.get(60, TimeUnit.SECONDS).body()).isEqualTo(film);
  }
}
