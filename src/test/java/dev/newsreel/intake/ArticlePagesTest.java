package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.job.JobStore;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.TestSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Short entries and the pages they link to, on the project's routes. */
class ArticlePagesTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private static final String LONG =
      "The mill at the river grinds again after forty years, and the flour is sold at its door. ";
  private static final String PAGE =
      "<nav><a href=/>Home</a></nav><article><p>" + LONG.repeat(5) + "</p></article>";

  private final FeedHost host = new FeedHost();
  private final FeedHost other = new FeedHost("127.0.0.2");
  private FeedNode node;

  @AfterEach
  void stop() {
    node.close();
    host.close();
    other.close();
  }

  @Test
  void aShortEntryIsCompletedFromItsPageOnce() {
    start();
    host.answer("/page", "200 OK", "Content-Type: text/html", PAGE);
    feed(item(1, host.at("/page"), "Short."));

    node.poll("news");
    node.poll("news");

    assertThat(texts()).containsExactly(LONG.repeat(5).strip());
    assertThat(heads("/page")).hasSize(1);
    assertThat(heads("/page").get(0))
        .contains("User-Agent: Newsreel/", "Accept: text/html")
        .doesNotContain("Cookie", "Referer", "If-", "newsreel-deadline");
  }

  @Test
  void pagesOfLongEntriesAndOfEntriesWithoutAddressAreNotAsked() {
    start();
    feed(item(1, host.at("/page"), LONG.repeat(8)) + item(2, "", "Short."));

    node.poll("news");

    assertThat(texts()).containsExactlyInAnyOrder(LONG.repeat(8).strip(), "Short.");
    assertThat(host.heads()).hasSize(1);
  }

  @Test
  void nothingIsAskedWhenFullTextsAreOff() {
    start("feed.full-text", "off");
    feed(item(1, host.at("/page"), "Short."));

    node.poll("news");

    assertThat(texts()).containsExactly("Short.");
    assertThat(host.heads()).hasSize(1);
  }

  @Test
  void aPageThatCannotBeReadTakesNothingAway() {
    start("feed.timeout", "3s");
    host.answer("/gone", "404 Not Found", "Content-Type: text/html", PAGE);
    host.answer("/pdf", "200 OK", "Content-Type: application/pdf", PAGE);
    host.answer("/large", "200 OK", "Content-Type: text/html", PAGE + "<p>".repeat(800_000));
    host.on("/silent", (talk, head) -> talk.hang());
    host.redirect("/inside", 302, "http://169.254.169.254/latest");
    host.redirect("/circle", 302, "/circle");
    host.redirect("/moved", 301, "/");
    host.answer("/", "200 OK", "Content-Type: text/html", PAGE);
    StringBuilder items = new StringBuilder();
    List<String> paths =
        List.of("/gone", "/pdf", "/large", "/silent", "/inside", "/circle", "/moved");
    paths.forEach(path -> items.append(item(items.length(), host.at(path), "Short " + path)));
    feed(items + item(9, "http://10.0.0.1/secret", "Short."));

    FeedState state = node.poll("news");

    assertThat(state.condition()).as(state.reason()).isEqualTo(Condition.OK);
    assertThat(texts()).hasSize(8).allMatch(text -> text.startsWith("Short"));
  }

  @Test
  void aRedirectToAnotherHostIsFollowed() {
    start();
    host.redirect("/page", 301, other.at("/page"));
    other.answer("/page", "200 OK", "Content-Type: text/html", PAGE);
    feed(item(1, host.at("/page"), "Short."));

    node.poll("news");

    assertThat(texts()).containsExactly(LONG.repeat(5).strip());
  }

  @Test
  void aBusyHostPutsTheTurnOffAndTheEntryComesAgain() {
    start();
    other.answer("/page", "200 OK", "Content-Type: text/html", PAGE);
    feed(item(1, other.at("/page"), "Short.") + item(2, "", "Another."));
    HostLeases leases = new HostLeases(REDIS.get(), Duration.ofSeconds(20));
    leases.take("127.0.0.2", "someone");

    node.due("news");
    await().until(() -> texts().equals(List.of("Another.")));
    assertThat(other.heads()).isEmpty();
    leases.release("127.0.0.2", "someone");
    node.poll("news");

    assertThat(texts()).containsExactlyInAnyOrder(LONG.repeat(5).strip(), "Another.");
    assertThat(other.heads()).hasSize(1);
  }

  private void start(String... settings) {
    String[] all = new String[settings.length + 2];
    System.arraycopy(settings, 0, all, 2, settings.length);
    all[0] = "egress.allow";
    all[1] = host.authority() + "," + other.authority();
    String feed = "{url: \"%s\", first-run: all}".formatted(host.at("/feed"));
    node = FeedNode.start(REDIS.get(), TestSettings.with(all), Map.of("news", feed));
  }

  private void feed(String items) {
    host.answer("/feed", "200 OK", "<rss><channel>" + items + "</channel></rss>");
  }

  private static String item(int number, String link, String text) {
    return "<item><guid>%d</guid><title>Title %d</title><link>%s</link><description>%s</description></item>"
        .formatted(number, number, link, text);
  }

  private List<String> heads(String path) {
    return host.heads().stream().filter(head -> head.startsWith("GET " + path + " ")).toList();
  }

  private List<String> texts() {
    JobStore jobs =
        new JobStore(REDIS.get(), "test", Clock.systemUTC(), Duration.ofDays(1), (a, b) -> {});
    return node.jobs().stream().map(id -> jobs.find(id).orElseThrow().article().text()).toList();
  }
}
