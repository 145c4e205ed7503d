package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of another site can make a browser do here: nothing, unless its origin is listed. */
class OtherSitesTest {

  private static final String BODY =
      "{\"article\": {\"title\": \"A page\", \"content\": \"It was opened in another window.\"}}";
  private static final String DESK = "https://desk.example";

  private static TestSandbox providers;
  private static RunningNewsreel closed;
  private static RunningNewsreel open;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
    closed = RunningNewsreel.start(providers);
    open = RunningNewsreel.join(providers, "cors.origins", DESK + ", http://localhost:3000");
  }

  @AfterAll
  static void stop() {
    open.close();
    closed.close();
    providers.close();
  }

  private static String call(RunningNewsreel node, String method, String... headers) {
    URI home = node.api().url("");
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Host: " + home.getAuthority());
    all.add("Connection: close");
    boolean post = method.equals("POST");
    all.add("Content-Length: " + (post ? BODY.length() : 0));
    if (all.stream().noneMatch(h -> h.startsWith("Content-Type"))) {
      all.add("Content-Type: application/json");
    }
    String head = all.stream().collect(Collectors.joining("\r\n"));
    return RawClient.exchange(
        home, method + " /api/v1/videos HTTP/1.1\r\n" + head + "\r\n\r\n" + (post ? BODY : ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://localhost:3000",
        "Origin: http://127.0.0.1",
        "Origin: http://127.0.0.1:1",
        "Origin:",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: anything-new"
      })
  void withoutKeysAnotherSitesPageTriggersNothing(String header) {
    int before = closed.api().videos().size();

    String answer = call(closed, "POST", header, "Content-Type: text/plain");
    String asJson = call(closed, "POST", header);

    assertThat(answer).startsWith("HTTP/1.1 403 ").contains("origin_not_allowed");
    assertThat(asJson).startsWith("HTTP/1.1 403 ");
    assertThat(closed.api().videos()).hasSize(before);
  }

  @Test
  void ourOwnPageIsLetIn() {
    String ours = "Origin: " + closed.api().url("");

    assertThat(call(closed, "POST", ours, "Sec-Fetch-Site: same-origin"))
        .startsWith("HTTP/1.1 202 ");
    assertThat(call(closed, "POST", "Sec-Fetch-Site: none")).startsWith("HTTP/1.1 202 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {DESK, "null", "https://evil.example"})
  void whenNoOriginIsListedNoneIsAnswered(String origin) {
    String read = call(closed, "GET", "Origin: " + origin);
    String preflight =
        call(closed, "OPTIONS", "Origin: " + origin, "Access-Control-Request-Method: POST");

    assertThat(read).startsWith("HTTP/1.1 200 ").doesNotContainIgnoringCase("access-control");
    assertThat(preflight).startsWith("HTTP/1.1 405 ").doesNotContainIgnoringCase("access-control");
  }

  @Test
  void aListedOriginMayReadAndAsk() {
    String read = call(open, "GET", "Origin: " + DESK, "Sec-Fetch-Site: cross-site");
    String posted = call(open, "POST", "Origin: " + DESK, "Sec-Fetch-Site: cross-site");

    assertThat(read).startsWith("HTTP/1.1 200 ").contains("Access-Control-Allow-Origin: " + DESK);
    assertThat(posted).startsWith("HTTP/1.1 202 ").contains("Access-Control-Allow-Origin: " + DESK);
    assertThat(read + posted).contains("Vary: Origin").doesNotContain("Allow-Credentials", "*");
  }

  @Test
  void aListedOriginsBrowserIsToldWhatItMaySend() {
    String answer = call(open, "OPTIONS", "Origin: " + DESK, "Access-Control-Request-Method: POST");

    assertThat(answer)
        .startsWith("HTTP/1.1 204 ")
        .contains(
            "Access-Control-Allow-Origin: " + DESK,
            "Access-Control-Allow-Methods: GET, POST",
            "X-API-Key",
            "Vary: Origin")
        .doesNotContain("Allow-Credentials", "*");
  }

  @ParameterizedTest
  @CsvSource({
    "https://desk.example.evil",
    "https://evil-desk.example",
    "https://desk.example:444",
    "http://desk.example",
    "https://DESK.example",
    "https://desk.example/",
    "https://x.desk.example",
    "https://desk.example.",
    "https://desk.example@evil.example",
    "null"
  })
  void whatOnlyLooksLikeAListedOriginIsNone(String origin) {
    String preflight =
        call(open, "OPTIONS", "Origin: " + origin, "Access-Control-Request-Method: POST");
    String read = call(open, "GET", "Origin: " + origin);
    String posted = call(open, "POST", "Origin: " + origin);

    assertThat(preflight).doesNotStartWith("HTTP/1.1 2").contains("Vary: Origin");
    assertThat(posted).startsWith("HTTP/1.1 403 ");
    assertThat(preflight + read + posted).doesNotContain("Access-Control-");
  }

  @Test
  void webhooksKnowNoOrigins() {
    String answer =
        RawClient.exchange(
            open.api().url(""),
            "GET /webhooks/heygen HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nOrigin: "
                + DESK
                + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("Access-Control-");
  }
}
