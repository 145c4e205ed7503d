package dev.newsreel.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.newsreel.job.BadInput;
import dev.newsreel.job.Options;
import dev.newsreel.job.PageRequest;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.TestSettings;
import dev.newsreel.wire.Gzip;
import dev.newsreel.wire.NotSent;
import dev.newsreel.wire.OutcomeUnknown;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that callers name, on the project's routes. */
class NamedPagesTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private static final String HTML = "Content-Type: text/html";
  private static final String LONG =
      "The mill at the river grinds again after forty years, and the flour is sold at its door. ";
  private static final String PAGE =
      "<html><title>The mill</title><nav><a href=/>Home</a></nav><article><p>"
          + LONG.repeat(5)
          + "</p></article>";

  private final FeedHost host = new FeedHost();
  private final FeedHost other = new FeedHost("127.0.0.2");
  private FeedNode node;

  @AfterEach
  void stop() {
    node.close();
    host.close();
    other.close();
  }

  private void start(String... settings) {
    String[] all = new String[settings.length + 4];
    System.arraycopy(settings, 0, all, 4, settings.length);
    all[0] = "egress.allow";
    all[1] = host.authority() + "," + other.authority();
    all[2] = "feed.timeout";
    all[3] = "1s";
    String feed = "{url: \"%s\", first-run: all}".formatted(host.at("/feed"));
    node = FeedNode.start(REDIS.get(), TestSettings.with(all), Map.of("news", feed));
    host.answer("/page", "200 OK", HTML, PAGE);
  }

  private static PageRequest wish(String url) {
    return new PageRequest(url, null, Options.NONE);
  }

  private List<VideoJob> make(String url) {
    return node.makeOfPage(wish(url), null);
  }

  private String refusal(String path) {
    String url = path.startsWith("/") ? host.at(path) : path;
    Throwable failure = catchThrowable(() -> make(url));
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof BadInput bad) {
        return bad.code() + ": " + bad.getMessage();
      }
      if (t instanceof NotSent || t instanceof OutcomeUnknown) {
        return "address_unreachable";
      }
    }
    return String.valueOf(failure);
  }

  @Test
  void aPageBecomesAVideoAndIsAskedForAsAPersonWould() {
    start();

    VideoJob job = make(host.at("/page") + "#comments").get(0);

    assertThat(job.article().title()).isEqualTo("The mill");
    assertThat(job.article().url()).hasToString(host.at("/page"));
    assertThat(node.jobs()).containsExactly(job.id());
    assertThat(host.lastHead())
        .startsWith("GET /page HTTP")
        .contains("User-Agent: Newsreel/", "Accept: text/html")
        .doesNotContain("Cookie", "Referer", "If-", "newsreel-deadline");
  }

  @Test
  void aHundredCallersAtOnceMakeOneVisitAndAHundredVideos() {
    start();

    List<CompletableFuture<List<VideoJob>>> calls =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> make(host.at("/page")), command -> new Thread(command).start()))
            .toList();

    assertThat(calls.stream().map(CompletableFuture::join)).allMatch(made -> made.size() == 1);
    assertThat(host.heads()).hasSize(1);
    assertThat(node.jobs()).hasSize(100);
    assertThat(REDIS.get().client().getKeys().getKeys()).noneMatch(k -> k.contains("lease:host"));
  }

  @Test
  void aPageIsReadAgainWhenItIsNoLongerFreshAndAFailureIsNotKept() {
    start();
    make(host.at("/page"));
    make(host.at("/page"));
    assertThat(host.heads()).hasSize(1);

    node.clock.advance(Duration.ofMinutes(5));
    host.answer("/page", "500 Broken", "");
    assertThat(refusal("/page")).contains("page_unavailable", "500");
    host.answer("/page", "200 OK", HTML, PAGE.replace("The mill<", "The old mill<"));

    assertThat(make(host.at("/page")).get(0).article().title()).isEqualTo("The old mill");
    assertThat(host.heads()).hasSize(3);
  }

  @Test
  void whatWasReadAsAPageIsNoFeedAndTheOtherWayRound() {
    start();
    host.answer("/feed", "200 OK", "Content-Type: application/rss+xml", FeedTexts.rss(1));
    make(host.at("/page"));
    assertThat(node.readNamed(host.at("/feed"))).hasSize(1);

    assertThat(refusal("/feed")).contains("page_is_feed", "rss_url");
    assertThat(catchThrowable(() -> node.readNamed(host.at("/page"))))
        .hasRootCauseInstanceOf(NotAFeed.class)
        .hasStackTraceContaining("article.url");
  }

  @ParameterizedTest
  @CsvSource({
    "404 Not Found, page_unavailable: The page's server answered 404",
    "403 Forbidden, page_unavailable: The page's server answered 403",
    "410 Gone, page_unavailable: The page's server answered 410",
    "503 Later, page_unavailable: The page's server answered 503",
    "204 Nothing, page_unavailable: The page's server answered 204",
    "206 Part, page_unavailable: The page's server answered 206"
  })
  void aPageThatItsServerDoesNotGiveIsToldOf(String status, String told) {
    start();
    host.answer("/refused", status, HTML, status.startsWith("204") ? "" : PAGE);

    assertThat(refusal("/refused")).isEqualTo(told);
    assertThat(node.jobs()).isEmpty();
  }

  @Test
  void whatIsNoUsableArticleIsToldOf() throws IOException {
    start();
    host.answer("/pdf", "200 OK", "Content-Type: application/pdf", PAGE);
    host.answer("/large", "200 OK", HTML, PAGE + "<p>".repeat(800_000));
    host.answer("/short", "200 OK", HTML, "<article><p>" + LONG);
    host.redirect("/circle", 302, "/circle");
    host.redirect("/home", 301, "/");
    host.answer("/", "200 OK", HTML, PAGE);
    byte[] bomb = Gzip.of(" ".repeat(20_000_000).getBytes(ISO_8859_1));
    host.on(
        "/bomb",
        (talk, head) ->
            talk.answer("200 OK", HTML, "Content-Encoding: gzip", new String(bomb, ISO_8859_1)));

    assertThat(refusal("/pdf")).contains("page_not_html", "(application/pdf)");
    assertThat(refusal("/large")).contains("page_too_large", "2 MB");
    assertThat(refusal("/bomb")).contains("page_too_large");
    assertThat(refusal("/short")).contains("page_has_no_article", "post its text");
    assertThat(refusal("/circle")).contains("page_unavailable", "circle");
    assertThat(refusal("/home")).contains("page_unavailable", "front page");
    assertThat(node.jobs()).isEmpty();
  }

  @Test
  void nothingInsideIsAskedAndWhatDoesNotAnswerIsToldAlike() {
    start();
    host.redirect("/inside", 302, "http://169.254.169.254/latest");
    host.on("/silent", (talk, head) -> talk.hang());
    host.on("/slow", (talk, head) -> talk.write("HTTP/1.1 200 OK\r\n\r\n").drip("<p>x"));
    for (int i = 0; i < 7; i++) {
      host.redirect("/chain" + i, 302, "/chain" + (i + 1));
    }

    for (String address :
        List.of(
            "http://10.0.0.1/a",
            "http://localhost/a",
            "http://127.0.0.1:1/a",
            "ftp://127.0.0.1/a",
            "nonsense",
            "/inside",
            "/silent",
            "/slow",
            "/chain0")) {
      assertThat(refusal(address)).as(address).isEqualTo("address_unreachable");
    }
    assertThat(node.jobs()).isEmpty();
  }

  @Test
  void redirectsToAnotherHostAreFollowedAndGiveTheAddress() {
    start();
    host.redirect("/old", 301, other.at("/new"));
    other.answer("/new", "200 OK", HTML, PAGE);

    assertThat(make(host.at("/old")).get(0).article().url()).hasToString(other.at("/new"));
  }

  @Test
  void aRepeatOfARequestMakesNoSecondVideoAndAsksNobody() {
    start("dedupe.across-feeds", "true");
    PageRequest wish = new PageRequest(host.at("/page"), "My title", Options.NONE);
    List<VideoJob> first = node.makeOfPage(wish, "v_asked");
    host.answer("/page", "404 Gone", "");
    node.clock.advance(Duration.ofHours(1));

    List<VideoJob> again = node.makeOfPage(wish, "v_asked");

    assertThat(first.get(0).article().title()).isEqualTo("My title");
    assertThat(again).extracting(VideoJob::id).containsExactly(first.get(0).id());
    assertThat(node.jobs()).hasSize(1);
    assertThat(host.heads()).hasSize(1);
  }

  @Test
  void anArticleOfAFeedAndOfItsAddressCountsOnceWhereFeedsAreCompared() {
    start("dedupe.across-feeds", "true");
    String canonical = "<link rel=canonical href='%s'>".formatted(host.at("/story"));
    host.answer("/amp?utm_source=x", "200 OK", HTML, canonical + PAGE);
    host.answer("/other", "200 OK", HTML, PAGE.replace("forty", "fifty"));
    feed(item(1, host.at("/story") + "?utm_medium=rss"));
    node.poll("news");
    assertThat(node.jobs()).hasSize(1);

    assertThat(make(host.at("/amp?utm_source=x"))).isEmpty();
    assertThat(node.madeBefore()).isEqualTo(node.jobs().get(0));
    assertThat(make(host.at("/other"))).hasSize(1);
    assertThat(make(host.at("/other"))).isEmpty();
    feed(item(1, host.at("/story")) + item(2, host.at("/other")));
    node.poll("news");

    assertThat(node.jobs()).hasSize(2);
    assertThat(node.states.polls("news").get(0).fromOtherFeeds()).isEqualTo(1);
  }

  @Test
  void anAddressThatIsGivenTwiceMakesTwoVideosWhereTheyAreNot() {
    start();
    feed(item(1, host.at("/page")));
    node.poll("news");

    assertThat(make(host.at("/page"))).hasSize(1);
    assertThat(make(host.at("/page"))).hasSize(1);
    assertThat(node.jobs()).hasSize(3);
  }

  private void feed(String items) {
    host.answer("/feed", "200 OK", "<rss><channel>" + items + "</channel></rss>");
  }

  private static String item(int number, String link) {
    return "<item><guid>%d</guid><title>T</title><link>%s</link><description>%s</description></item>"
        .formatted(number, link, (number + " and " + LONG).repeat(8));
  }
}
