package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator page asks for, without a browser. */
class PageTest extends OneNode {

  private static final Path FILES = Path.of("src/main/resources/dev/newsreel/door/page");

  private static URI at(String path) {
    return node.api().url(path);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files.toList();
    }
  }

  @Test
  void thePageIsServedUnderAStrictPolicy() {
    Web.Reply page = Web.get(at("/"));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void everyFileOfThePageIsServed() throws IOException {
    for (Path file : files()) {
      if (!file.endsWith("index.html")) {
        Web.Reply reply = Web.get(at("/page/" + file.getFileName()));
        assertThat(reply.status()).as(file.toString()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo(Files.readString(file));
      }
    }
    assertThat(Web.get(at("/page/nothing.js")).status()).isEqualTo(404);
    assertThat(Web.get(at("/page/..%2f..%2fsettings.properties")).status()).isEqualTo(404);
  }

  @Test
  void whatABrowserHasIsNotSentAgain() {
    String tag = Web.get(at("/page/app.js")).header("ETag");

    Web.Reply again = Web.call("GET", at("/page/app.js"), new byte[0], "If-None-Match", tag);

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.text()).isEmpty();
  }

  @Test
  void nothingInThePageMakesMarkupOfDataOrNamesAnotherHost() throws IOException {
    for (Path file : files()) {
      String text = Files.readString(file).replace("http://www.w3.org/2000/svg", "");
      assertThat(text)
          .as(file.toString())
          .doesNotContainPattern(
              "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(")
          .doesNotContainPattern("https?://(?!example\\.com)");
    }
  }

  @Test
  void aKeptFilmIsShownToWhoeverHasItsTicket() throws IOException {
    String id = node.api().accepted();
    String file = node.api().awaitEnd(id, "done").path("result").path("file").asText();
    byte[] film = Files.readAllBytes(node.videos().resolve(file));

    String url = Web.get(at("/api/v1/videos/" + id + "/film")).json().path("url").asText();
    Web.Reply whole = Web.call("HEAD", at(url), new byte[0]);
    Web.Reply part = Web.call("GET", at(url), new byte[0], "Range", "bytes=0-99");
    Web.Reply end = Web.call("GET", at(url), new byte[0], "Range", "bytes=" + film.length + "-");

    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.header("Content-Type")).isEqualTo("video/mp4");
    assertThat(whole.header("Content-Length")).isEqualTo(Integer.toString(film.length));
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.header("Content-Range")).isEqualTo("bytes 0-99/" + film.length);
    assertThat(part.text()).isEqualTo(new String(film, 0, 100, StandardCharsets.UTF_8));
    assertThat(end.status()).isEqualTo(416);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/films/x.mp4",
        "/films/..%2f..%2fapplication.properties",
        "/films/Li4vLi4vYXBwbGljYXRpb24ucHJvcGVydGllcw.9999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.mp4"
      })
  void aForgedTicketShowsNothing(String path) {
    Web.Reply reply = Web.get(at(path));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().path("code").asText()).isIn("film_not_found", "not_found");
  }
}
