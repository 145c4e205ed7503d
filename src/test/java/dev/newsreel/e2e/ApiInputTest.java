package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is a problem with a code that names what is wrong, never a 500. */
class ApiInputTest {

  private static final Map<String, String> PAGES =
      Map.of(
          "/page.html",
              "<!doctype html><html><head><title>News</title></head><body>Hi</body></html>",
          "/empty.xml", "",
          "/no-entries.xml", "<rss version=\"2.0\"><channel><title>Quiet</title></channel></rss>",
          "/other.xml", "<?xml version=\"1.0\"?><inventory><screw/></inventory>",
          "/noise.bin", "\u0000\u0001\u0002 no feed at all",
          "/bomb.xml",
              "<!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>"
                  + "<rss><channel><title>&a;</title></channel></rss>");

  private static TestSandbox providers;
  private static RunningNewsreel node;
  private static HttpServer pages;
  private static int closedPort;

  @BeforeAll
  static void start() throws IOException {
    providers = TestSandbox.start();
    pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pages.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String page = PAGES.get(exchange.getRequestURI().getPath());
            byte[] bytes = page == null ? new byte[0] : page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                page == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    pages.start();
    closedPort = Web.freePort();
    String allowed =
        "%s,127.0.0.1:%d,127.0.0.1:%d"
            .formatted(providers.hostAndPort(), pages.getAddress().getPort(), closedPort);
    node = RunningNewsreel.start(providers, "egress.allow", allowed);
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
    pages.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "nonsense",
        "null",
        "[]",
        "\"text\"",
        "17",
        "{\"article\": }",
        "{\"a\":\"\\ud8\"}"
      })
  void whatIsNoJsonObjectIsRefused(String body) {
    assertProblem(node.api().post(body), 400, "malformed_json");
  }

  @Test
  void deepNestingIsRefused() {
    assertProblem(node.api().post("[".repeat(100_000)), 400, "malformed_json");
    String deep = "{\"article\":" + "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_001);
    assertProblem(node.api().post(deep), 400, "malformed_json");
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    byte[] body = "{\"article\":{\"title\":\"\u00e4\"}}".getBytes(StandardCharsets.ISO_8859_1);

    Web.Reply answer =
        Web.call("POST", videos(""), body, "Content-Type", "application/json; charset=utf-8");

    assertProblem(answer, 400, "malformed_json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | rss_url",
        "{'rss_url':null,'article':null} | rss_url",
        "{'rss_url':'http://a.example/f','article':{'title':'t','content':'c'}} | article",
        "{'article':{}} | article.title article.content",
        "{'article':{'title':'t'}} | article.content",
        "{'article':{'title':null,'content':'c','url':'http://a.example/b'}} | article.title",
        "{'article':{'url':''}} | article.url",
        "{'article':{'url':'feed'},'max_items':2} | article.url max_items",
        "{'article':{'title':' ','url':'http://a.example/b'}} | article.title",
        "{'article':{'content':'','url':'http://a.example/b'}} | article.title article.content",
        "{'article':'text'} | article",
        "{'article':[1]} | article",
        "{'article':{'title':5,'content':[]}} | article.title article.content",
        "{'article':{'title':' ','content':''}} | article.title article.content",
        "{'article':{'title':'t','content':'c','url':'ftp://a/b','body':1}} | article.url article.body",
        "{'article':{'title':'t','content':'c','url':'http://'}} | article.url",
        "{'article':{'title':'t','content':'c'},'colour':'red','max_items':2} | colour max_items",
        "{'rss_url':7} | rss_url",
        "{'rss_url':'http://a.example/f','max_items':0} | max_items",
        "{'rss_url':'http://a.example/f','max_items':51} | max_items",
        "{'rss_url':'http://a.example/f','max_items':'3'} | max_items",
        "{'rss_url':'http://a.example/f','max_items':2.5} | max_items",
        "{'rss_url':'http://a.example/f','max_items':99999999999} | max_items",
        "{'rss_url':1e999999999,'max_items':1e999999999,'aspect_ratio':1e999999999,"
            + "'feed':-1e999999999,'priority':-1e-999999999} | rss_url max_items aspect_ratio feed"
            + " priority",
        "{'rss_url':7,'max_items':'x','avatar_id':1,'voice_id':[],'aspect_ratio':'3:1',"
            + "'template':{},'language':'Klingon please','feed':'A B','notify_url':'file:///x',"
            + "'priority':'urgent'} | rss_url max_items avatar_id voice_id aspect_ratio template"
            + " language feed notify_url priority"
      })
  void allBadFieldsAreNamedAtOnce(String body, String fields) {
    Web.Reply answer = node.api().post(body.replace('\'', '"'));

    assertProblem(answer, 422, "invalid_request");
    assertThat(answer.json().path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder(fields.split(" "));
    assertThat(answer.json().path("errors").findValuesAsText("message")).doesNotContain("");
  }

  @Test
  void longTextsAreRefusedByName() {
    Web.Reply answer = node.api().post(Api.article("t".repeat(1001), "c".repeat(200_001)));

    assertProblem(answer, 422, "invalid_request");
    assertThat(answer.json().path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("article.title", "article.content");
  }

  @Test
  void aHugeBodyIsRefused() {
    assertProblem(node.api().post(Api.article("t", "c".repeat(3_000_000))), 413, "body_too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "x"})
  void anotherContentTypeIsRefused(String type) {
    byte[] body = Api.article("t", "c").getBytes(StandardCharsets.UTF_8);

    Web.Reply answer = Web.call("POST", videos(""), body, "Content-Type", type);

    assertProblem(answer, 415, "unsupported_media_type");
  }

  @ParameterizedTest
  @CsvSource({
    "/page.html, feed_is_html",
    "/empty.xml, feed_empty_body",
    "/other.xml, feed_unknown_format",
    "/noise.bin, ",
    "/bomb.xml, ",
    "/missing.xml, "
  })
  void anAddressThatIsNoFeedIsRefusedWithItsReason(String path, String code) {
    String page = "http://127.0.0.1:" + pages.getAddress().getPort() + path;

    assertProblem(node.api().post("{\"rss_url\":\"" + page + "\"}"), 422, code);
  }

  @Test
  void aFeedWithoutEntriesIsFineAndMakesNothing() {
    String page = "http://127.0.0.1:" + pages.getAddress().getPort() + "/no-entries.xml";

    Web.Reply answer = node.api().post("{\"rss_url\":\"" + page + "\"}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("videos")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/feed",
        "http://localhost:1/feed",
        "http://[::1]:1/feed",
        "http://0.0.0.0:1/",
        "http://2130706433:1/",
        "http://0x7f.1:1/",
        "http://127.1:1/",
        "https://user:secret@127.0.0.1/feed",
        "file:///etc/hostname",
        "ftp://127.0.0.1/feed",
        "gopher://127.0.0.1/",
        "//127.0.0.1/feed",
        "feed",
        "http://",
        "http:///feed",
        "http://a b/feed",
        "http://127.0.0.1\\feed",
        "jar:http://127.0.0.1!/x"
      })
  void addressesThatPointInsideOrNowhereAreRefusedAlike(String address) {
    Web.Reply answer = node.api().post(rss(address));

    assertProblem(answer, 422, "address_unreachable");
  }

  @Test
  void anAddressWhereNobodyListensIsRefusedLikeAnInnerOne() {
    Web.Reply dead = node.api().post(rss("http://127.0.0.1:" + closedPort + "/feed"));
    Web.Reply inner = node.api().post(rss("http://127.0.0.1:1/feed"));

    assertProblem(dead, 422, "address_unreachable");
    assertThat(dead.text()).isEqualTo(inner.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nope",
        "/v_00000000000000000000000000",
        "/v_0000000000000000000000000z",
        "/v_00000000000000000000000000/events",
        "/nope/events",
        "/%00",
        "/%2e%2e%2f",
        "/%F0%9F%90%AB",
        "/v_0*"
      })
  void unknownVideosAreNotFound(String path) {
    assertProblem(Web.get(videos(path)), 404, null);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing, not_found",
    "GET, /api/v1/nothing, not_found",
    "GET, /api/v2/videos, not_found",
    "DELETE, /api/v1/videos, method_not_allowed",
    "PUT, /api/v1/videos, method_not_allowed",
    "POST, /api/v1/videos/v_00000000000000000000000000, method_not_allowed",
    "DELETE, /webhooks/heygen, method_not_allowed"
  })
  void wrongPathsAndMethodsAreProblemsToo(String method, String path, String code) {
    Web.Reply answer = Web.call(method, node.api().url(path), new byte[0]);

    assertProblem(answer, code.equals("not_found") ? 404 : 405, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?limit=0 | limit",
        "?limit=abc | limit",
        "?limit=-1 | limit",
        "?limit=201 | limit",
        "?limit=99999999999 | limit",
        "?limit= | limit",
        "?limit=1&limit=2 | limit",
        "?status=nice | status",
        "?status=DONE | status",
        "?cursor=x | cursor",
        "?status=done&feed=news | feed",
        "?limit=x&status=y&cursor=z | limit status cursor"
      })
  void allBadQueryParametersAreNamed(String query, String names) {
    Web.Reply answer = Web.get(videos(query));

    assertProblem(answer, 422, "invalid_request");
    assertThat(answer.json().path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder(names.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\ud800 alone", "\\u0000 inside", "\\ud83d\\udc2b \\u202e back", "&#0; <b>"})
  void oddTextsAreAcceptedOrRefusedButNeverBreakAnything(String odd) {
    String body = "{\"article\":{\"title\":\"T %s\",\"content\":\"C %s\"}}".formatted(odd, odd);

    Web.Reply answer = node.api().post(body);

    assertThat(answer.status()).as(answer.text()).isIn(202, 422);
    if (answer.status() == 202) {
      String id = answer.json().path("id").asText();
      assertThat(node.api().awaitEnd(id).path("status").asText()).isIn("done", "held");
    }
  }

  private static String rss(String address) {
    return "{\"rss_url\":\"" + address.replace("\\", "\\\\") + "\"}";
  }

  private static java.net.URI videos(String rest) {
    return node.api().url("/api/v1/videos" + rest);
  }

  /** Checks a problem; a null code may be any. */
  private static void assertProblem(Web.Reply answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    JsonNode problem = answer.json();
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotBlank();
    assertThat(problem.path("code").asText()).matches("[a-z_]{3,}");
    if (code != null) {
      assertThat(problem.path("code").asText()).isEqualTo(code);
    }
    for (String inner : List.of("Exception", "java.", "dev.newsreel", "org.apache", "\tat ")) {
      assertThat(answer.text()).doesNotContain(inner);
    }
  }
}
