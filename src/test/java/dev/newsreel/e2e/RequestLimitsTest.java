package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too large, ambiguous or malformed is refused, with a problem and careful headers. */
class RequestLimitsTest {

  private static final String HOST = "Host: 127.0.0.1\r\nConnection: close\r\n";

  private static TestSandbox providers;
  private static RunningNewsreel node;
  private static URI home;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
    node = RunningNewsreel.start(providers, "webhook.max-bytes", "2000");
    home = node.api().url("");
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
  }

  private static void assertRefused(String answer, int status, String code) {
    assertThat(answer).matches("(?s)HTTP/1\\.[01] " + status + " .*");
    String[] parts = answer.split("\r\n\r\n", 2);
    assertThat(Json.tree(parts[1].getBytes(StandardCharsets.UTF_8)).path("code").asText())
        .isEqualTo(code);
    assertCareful(parts[0]);
  }

  private static void assertCareful(String head) {
    assertThat(head.toLowerCase(java.util.Locale.ROOT))
        .contains(
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "x-frame-options: deny",
            "content-security-policy: default-src 'none'")
        .doesNotContain("\nserver:", "x-powered-by", "access-control-");
  }

  @Test
  void anAddressThatIsTooLongIsRefused() {
    String path = "/api/v1/videos?cursor=" + "a".repeat(5000);

    assertRefused(
        RawClient.exchange(home, "GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n"),
        414,
        "url_too_long");
  }

  @Test
  void headersThatAreTooLargeAreRefused() {
    String header = "X-Large: " + "a".repeat(20_000) + "\r\n";

    assertRefused(
        RawClient.exchange(home, "GET /api/v1/videos HTTP/1.1\r\n" + HOST + header + "\r\n"),
        431,
        "headers_too_large");
  }

  @Test
  void tooManyHeadersAreRefused() {
    String headers = "A: b\r\n".repeat(101);

    assertRefused(
        RawClient.exchange(home, "GET /webhooks/heygen HTTP/1.1\r\n" + HOST + headers + "\r\n"),
        431,
        "too_many_headers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer a\r\nAuthorization: Bearer b",
        "X-API-Key: a\r\nx-api-key: b",
        "Content-Type: text/plain\r\nContent-Type: application/json",
        "Heygen-Signature: a\r\nHeygen-Signature: b",
        "Host: evil.example",
        "Origin: https://a.example\r\nOrigin: https://b.example"
      })
  void aHeaderThatMayBeGivenOnceOnlyIsRefusedTwice(String headers) {
    String request =
        "POST /api/v1/videos HTTP/1.1\r\n" + HOST + headers + "\r\nContent-Length: 2\r\n\r\n{}";

    assertRefused(RawClient.exchange(home, request), 400, "bad_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/videos?q=%zz",
        "GET /api/v1/videos/x?q=%zz",
        "POST /api/v1/videos/x/retry?dry_run=%zz",
        "POST /api/v1/problems/x/cancel?cursor=%",
        "GET /relay/x.mp4?a=%zz",
        "GET /webhooks/heygen?a=%zz"
      })
  void aQueryThatCannotBeDecodedIsRefused(String call) {
    String length = call.startsWith("POST") ? "Content-Length: 0\r\n" : "";

    assertRefused(
        RawClient.exchange(home, call + " HTTP/1.1\r\n" + HOST + length + "\r\n"),
        400,
        "bad_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2\r\nContent-Length: 3",
        "Content-Length: 2, 3",
        "Content-Length: -1",
        "Content-Length: +2",
        "Content-Length: 2\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 2",
        "Transfer-Encoding : chunked"
      })
  void aLengthThatTwoReadersMayReadDifferentlyHidesNoSecondRequest(String headers) {
    String hidden = "GET /webhooks/heygen HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    String request =
        "POST /webhooks/submagic/x HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + headers
            + "\r\n\r\n0\r\n\r\n"
            + hidden;

    String answer = RawClient.exchange(home, request);

    assertThat(answer).doesNotContain("HTTP/1.1 200");
    assertThat(answer.split("HTTP/1.1 ", -1)).hasSizeLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET /\u0000 HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n"
      })
  void garbageIsRefused(String text) {
    String answer = RawClient.exchange(home, text);

    assertThat(answer).matches("(?s)HTTP/\\d\\.\\d [45].*").doesNotContain("HTTP/1.1 200");
  }

  @Test
  void whatIsAskedForNeverBecomesAHeaderOfTheAnswer() {
    String path = "/api/v1/feeds/x%0d%0aX-Planted:%20yes?limit=1%0d%0aX-Planted:%20yes";

    String answer = RawClient.exchange(home, "GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n");

    assertThat(answer.split("\r\n\r\n", 2)[0]).doesNotContain("X-Planted");
  }

  @ParameterizedTest
  @CsvSource({
    "/webhooks/heygen, 2001",
    "/webhooks/submagic/x, 2001",
    "/api/v1/videos, 2000001",
    "/api/v1/batches, 10000001"
  })
  void aBodyThatIsTooLargeIsRefusedByItsLength(String path, int length) {
    String request =
        "POST " + path + " HTTP/1.1\r\n" + HOST + "Content-Length: " + length + "\r\n\r\n";

    assertRefused(RawClient.exchange(home, request), 413, "body_too_large");
  }

  @Test
  void aBodyThatBecomesTooLargeIsRefusedWhereItDoes() {
    byte[] body = " ".repeat(2001).getBytes(StandardCharsets.UTF_8);
    String request =
        "POST /webhooks/heygen HTTP/1.1\r\n"
            + HOST
            + "Transfer-Encoding: chunked\r\n\r\n7d1\r\n"
            + new String(body, StandardCharsets.UTF_8);

    assertRefused(RawClient.exchange(home, request), 413, "body_too_large");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing, 404",
    "DELETE, /api/v1/videos, 405",
    "GET, /api/v1/videos/v_1, 404",
    "POST, /webhooks/heygen, 401",
    "TRACE, /api/v1/videos, 405",
    "GET, /observe/health, 404",
    "GET, /observe/metrics, 404",
    "GET, /relay/x, 404",
    "GET, /webhooks/heygen, 200"
  })
  void everyAnswerIsCareful(String method, String path, int status) {
    String answer =
        RawClient.exchange(
            home, method + " " + path + " HTTP/1.1\r\n" + HOST + "Content-Length: 0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertCareful(answer.split("\r\n\r\n", 2)[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/videos", "/webhooks/heygen", "/relay/x"})
  void theManagementPortHasNothingOfThePublicOne(String path) {
    assertThat(Web.get(node.management(path)).status()).isEqualTo(404);
  }
}
