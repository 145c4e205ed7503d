package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.TestSettings;
import dev.newsreel.wire.Talk;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Feeds that callers name: fetched once for all of them, and never two at once from a host. */
class FeedCacheTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private static final String FEED =
      "<rss version=\"2.0\"><channel><title>News</title><item><title>One</title>"
          + "<description>A text that is long enough to be read aloud.</description>"
          + "<guid>1</guid></item></channel></rss>";

  private static Settings settings(FeedHost host, String... more) {
    String[] all = new String[more.length + 4];
    all[0] = "egress.allow";
    all[1] = host.authority();
    all[2] = "feed.timeout";
    all[3] = "5s";
    System.arraycopy(more, 0, all, 4, more.length);
    return TestSettings.with(all);
  }

  private static List<CompletableFuture<List<?>>> ask(FeedNode node, int count, String... urls) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                CompletableFuture.<List<?>>supplyAsync(
                    () -> node.readNamed(urls[i % urls.length]),
                    command -> new Thread(command).start()))
        .toList();
  }

  @Test
  void aHundredCallersAtOnceMakeOneFetch() {
    try (FeedHost host = new FeedHost();
        FeedNode node = FeedNode.start(REDIS.get(), settings(host), Map.of())) {
      host.answer("/feed", "200 OK", "Content-Type: application/rss+xml", FEED);

      List<CompletableFuture<List<?>>> calls = ask(node, 100, host.at("/feed"));

      assertThat(calls.stream().map(CompletableFuture::join)).allMatch(list -> list.size() == 1);
      assertThat(host.heads()).hasSize(1);
    }
  }

  @Test
  void aFailureIsToldToAllWhoWaitAndNotKept() {
    try (FeedHost host = new FeedHost();
        FeedNode node = FeedNode.start(REDIS.get(), settings(host), Map.of())) {
      host.answer("/feed", "500 Broken", "");
      assertThatThrownBy(() -> node.readNamed(host.at("/feed"))).isNotNull();

      host.answer("/feed", "200 OK", "Content-Type: application/rss+xml", FEED);

      assertThat(node.readNamed(host.at("/feed"))).hasSize(1);
      assertThat(host.heads()).hasSize(2);
    }
  }

  @Test
  void whatIsNoLongerFreshIsAskedForWithItsValidatorsAndReadAgainOnceADay() {
    try (FeedHost host = new FeedHost();
        FeedNode node = FeedNode.start(REDIS.get(), settings(host), Map.of())) {
      host.on("/feed", FeedCacheTest::validated);
      assertThat(node.readNamed(host.at("/feed"))).hasSize(1);

      node.clock.advance(Duration.ofMinutes(4));
      assertThat(node.readNamed(host.at("/feed"))).hasSize(1);
      assertThat(host.heads()).as("still fresh").hasSize(1);

      node.clock.advance(Duration.ofMinutes(1));
      assertThat(node.readNamed(host.at("/feed"))).as("as it was").hasSize(1);
      assertThat(host.lastHead())
          .containsIgnoringCase("If-None-Match: \"v1\"")
          .containsIgnoringCase("If-Modified-Since: Sun, 22 Nov 2026 10:00:00 GMT");
      node.clock.advance(Duration.ofMinutes(4));
      assertThat(node.readNamed(host.at("/feed"))).hasSize(1);
      assertThat(host.heads()).as("fresh again").hasSize(2);

      node.clock.advance(Duration.ofDays(1));
      assertThat(node.readNamed(host.at("/feed"))).hasSize(1);
      assertThat(host.lastHead()).doesNotContainIgnoringCase("If-None-Match");
    }
  }

  private static void validated(Talk talk, String head) throws IOException {
    if (head.contains("\"v1\"")) {
      talk.answer("304 Not Modified", "");
    } else {
      talk.answer(
          "200 OK",
          "Content-Type: application/rss+xml",
          "ETag: \"v1\"",
          "Last-Modified: Sun, 22 Nov 2026 10:00:00 GMT",
          FEED);
    }
  }

  @Test
  void aFeedThatHasChangedOrFailedInBetweenIsReadAnew() {
    try (FeedHost host = new FeedHost();
        FeedNode node = FeedNode.start(REDIS.get(), settings(host), Map.of())) {
      host.on("/feed", FeedCacheTest::validated);
      assertThat(node.readNamed(host.at("/feed"))).hasSize(1);
      node.clock.advance(Duration.ofMinutes(5));
      host.answer("/feed", "503 Later", "");
      assertThatThrownBy(() -> node.readNamed(host.at("/feed"))).isNotNull();

      host.on("/feed", FeedCacheTest::validated);
      assertThat(node.readNamed(host.at("/feed"))).hasSize(1);
      assertThat(host.lastHead()).as("what was read is not lost").contains("\"v1\"");
      node.clock.advance(Duration.ofMinutes(5));
      host.answer("/feed", "200 OK", "ETag: \"v2\"", FeedTexts.rss(3));

      assertThat(node.readNamed(host.at("/feed"))).hasSize(3);
    }
  }

  @Test
  void validatorsAreForTheAddressThatGaveThem() {
    try (FeedHost host = new FeedHost();
        FeedNode node = FeedNode.start(REDIS.get(), settings(host), Map.of())) {
      host.redirect("/feed", 302, "/old").on("/old", FeedCacheTest::validated);
      assertThat(node.readNamed(host.at("/feed"))).hasSize(1);
      node.clock.advance(Duration.ofMinutes(5));
      host.redirect("/feed", 302, "/new").answer("/new", "304 Not Modified", "");

      assertThatThrownBy(() -> node.readNamed(host.at("/feed"))).isNotNull();
      assertThat(host.heads().subList(2, 4)).noneMatch(head -> head.contains("\"v1\""));

      host.redirect("/feed", 302, "/old");
      assertThat(node.readNamed(host.at("/feed"))).hasSize(1);
      assertThat(host.lastHead()).contains("\"v1\"");
    }
  }

  @Test
  void aHostIsAskedOneThingAtATimeByTwoNodes() {
    try (FeedHost host = new FeedHost();
        FeedNode one = FeedNode.start(REDIS.get(), settings(host), Map.of());
        FeedNode other = FeedNode.start(REDIS.get(), settings(host), Map.of())) {
      String[] urls =
          IntStream.range(0, 10).mapToObj(i -> host.at("/feed" + i)).toArray(String[]::new);
      IntStream.range(0, 10)
          .forEach(i -> host.answer("/feed" + i, "200 OK", "Content-Type: text/xml", FEED));

      List<CompletableFuture<List<?>>> calls = ask(one, 10, urls);
      List<CompletableFuture<List<?>>> others = ask(other, 10, urls);

      assertThat(calls.stream().map(CompletableFuture::join)).allMatch(list -> list.size() == 1);
      assertThat(others.stream().map(CompletableFuture::join)).allMatch(list -> list.size() == 1);
      assertThat(host.heads()).hasSize(20);
      assertThat(host.mostOpen()).isEqualTo(1);
      assertThat(REDIS.get().client().getKeys().getKeys())
          .noneMatch(key -> key.contains("lease:host"));
    }
  }

  @Test
  void whatIsTooLargeToBeRememberedIsReadAllTheSame() {
    try (FeedHost host = new FeedHost();
        FeedNode node =
            FeedNode.start(REDIS.get(), settings(host, "feed.cache-bytes", "0"), Map.of())) {
      host.answer("/feed", "200 OK", "Content-Type: application/rss+xml", FEED);

      assertThat(node.readNamed(host.at("/feed"))).hasSize(1);
      assertThat(node.readNamed(host.at("/feed"))).hasSize(1);
    }
  }

  @Test
  void aHostThatStaysBusyIsToldOf() {
    try (FeedHost host = new FeedHost();
        FeedNode node =
            FeedNode.start(REDIS.get(), settings(host, "feed.timeout", "200ms"), Map.of())) {
      host.answer("/feed", "200 OK", "Content-Type: application/rss+xml", FEED);
      HostLeases leases = new HostLeases(REDIS.get(), Duration.ofSeconds(20));
      assertThat(leases.take("127.0.0.1", "somebody")).isTrue();

      assertThatThrownBy(() -> node.readNamed(host.at("/feed")))
          .hasRootCauseInstanceOf(HostBusy.class);

      assertThat(host.heads()).isEmpty();
    }
  }
}
