package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be seen of feeds and done with them by HTTP. */
class FeedApiTest {

  private static final Offset<Double> TO_A_CENT = Offset.offset(0.01);

  private static TestSandbox providers;
  private static RunningNewsreel node;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
    String declared = providers.url("/feed.xml").toString();
    node =
        RunningNewsreel.start(
            providers,
            "sandbox.feed",
            declared,
            "reconcile.after",
            "2s",
            "feed.min-letters",
            "20",
            "budget.feed-daily-usd",
            "50");
    await().until(() -> feed().hasNonNull("last_poll_at"));
    node.api().videos().forEach(v -> node.api().awaitEnd(v.path("id").asText()));
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
  }

  private static JsonNode feed() {
    return Web.get(node.api().url("/api/v1/feeds/sandbox-news")).json();
  }

  private static Web.Reply preview(String body) {
    return Web.postJson(node.api().url("/api/v1/feeds/preview"), body);
  }

  private static Web.Reply poll(String name) {
    return Web.call("POST", node.api().url("/api/v1/feeds/" + name + "/poll"), new byte[0]);
  }

  private static String body(String path) {
    return "{\"url\": \"%s\"}".formatted(providers.url(path));
  }

  @Test
  void listsAndShowsTheDeclaredFeeds() {
    JsonNode feeds = Web.get(node.api().url("/api/v1/feeds")).json().path("feeds");

    assertThat(feeds).hasSize(1);
    JsonNode listed = feeds.get(0);
    assertThat(listed.path("name").asText()).isEqualTo("sandbox-news");
    assertThat(listed.path("url").asText()).endsWith("/feed.xml");
    assertThat(listed.at("/schedule/every").asText()).isEqualTo("1m");
    assertThat(listed.at("/schedule/jitter").asText()).isEqualTo("1200ms");
    assertThat(listed.path("videos_made").asInt()).isEqualTo(4);
    assertThat(listed.has("polls")).isFalse();
    JsonNode poll = feed().at("/polls/" + (feed().path("polls").size() - 1));
    assertThat(poll.path("status").asInt()).isEqualTo(200);
    assertThat(poll.path("entries").asInt()).isEqualTo(4);
    assertThat(poll.path("new_entries").asInt()).isEqualTo(4);
    assertThat(poll.path("bytes").asInt()).isPositive();
    assertThat(feed().path("state").asText()).isEqualTo("ok");
  }

  @Test
  void showsWhatAFeedMaySpendOnADayAndHasSpent() {
    double paid =
        node.api().videos().stream().mapToDouble(v -> v.path("cost_usd").asDouble()).sum();

    assertThat(feed().path("daily_usd").asInt()).isEqualTo(50);
    assertThat(feed().path("spent_today_usd").asDouble()).isPositive().isEqualTo(paid, TO_A_CENT);
  }

  @Test
  void anUnknownFeedIs404() {
    for (Web.Reply reply :
        new Web.Reply[] {
          Web.get(node.api().url("/api/v1/feeds/nobody")), poll("nobody"), poll("a'b$%7Bx%7D")
        }) {
      assertThat(reply.status()).as(reply.text()).isEqualTo(404);
      assertThat(reply.json().path("code").asText()).isEqualTo("feed_not_found");
      assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }

  @Test
  void pollNowPollsOnceHoweverOftenItIsAskedAtOnce() {
    await().until(() -> feed().has("next_poll_at"));
    int before = providers.requests("feed.feed");
    Instant last = Instant.parse(feed().path("last_poll_at").asText());

    Stream<CompletableFuture<Integer>> calls =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> poll("sandbox-news").status()));

    assertThat(calls.toList().stream().map(CompletableFuture::join)).containsOnly(202);
    await().until(() -> Instant.parse(feed().path("last_poll_at").asText()).isAfter(last));
    await()
        .during(Duration.ofMillis(600))
        .until(() -> providers.requests("feed.feed") - before <= 2);
  }

  @Test
  void aPreviewShowsWhatWouldBeMadeAndChangesNothing() {
    // The feed may be polled meanwhile, by its schedule: then it is looked once more.
    AtomicInteger looks = new AtomicInteger();
    await()
        .untilAsserted(
            () -> {
              Map<String, String> before = dump();
              preview(body("/feed.xml"));
              preview(body("/feed.xml?of=nobody-" + looks.incrementAndGet()));
              assertThat(dump()).isEqualTo(before);
            });
    JsonNode declared = preview(body("/feed.xml")).json();
    JsonNode other = preview(body("/feed.xml?of=nobody")).json();

    assertThat(declared.path("feed").asText()).isEqualTo("sandbox-news");
    assertThat(declared.path("title").asText()).isEqualTo("The Sandbox Courier");
    assertThat(declared.path("entries"))
        .hasSize(4)
        .allSatisfy(e -> assertThat(e.path("reason").asText()).isEqualTo("known"))
        .allSatisfy(e -> assertThat(e.path("would_be_made").asBoolean()).isFalse());
    assertThat(other.has("feed")).isFalse();
    assertThat(other.path("entries"))
        .filteredOn(e -> e.path("would_be_made").asBoolean())
        .hasSize(1)
        .allSatisfy(e -> assertThat(e.has("reason")).isFalse());
    assertThat(other.path("entries"))
        .filteredOn(e -> e.path("reason").asText().equals("over_first_run"))
        .hasSize(3);
    for (String field : new String[] {"title", "text", "url", "guid", "published_at", "author"}) {
      assertThat(other.at("/entries/0/article").path(field).asText()).as(field).isNotBlank();
    }
    assertThat(other.at("/entries/0/identity/0").asText()).startsWith("g:sandbox-courier:");
  }

  /** Every key but those with which nodes and locks show that they are alive, and who asked. */
  private static Map<String, String> dump() {
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      Map<String, String> all = new TreeMap<>();
      for (String key : redis.client().getKeys().getKeys()) {
        if (Stream.of(":lease:", "alive", ":due", ":trail").noneMatch(key::contains)) {
          all.put(key, java.util.HexFormat.of().formatHex(redis.client().getBucket(key).dump()));
        }
      }
      return all;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'url': 'http://127.0.0.1:1/feed'}  | 422 | address_unreachable",
        "{'url': 'http://10.0.0.1/feed'}     | 422 | address_unreachable",
        "{'url': 'ftp://n.example/feed'}     | 422 | address_unreachable",
        "{'url': 'no address'}               | 422 | address_unreachable",
        "{'url': ''}                         | 422 | invalid_request",
        "{'link': 'https://n.example'}       | 422 | invalid_request",
        "{}                                  | 422 | invalid_request",
        "[]                                  | 400 | malformed_json"
      })
  void aBadPreviewIsAnsweredAsForVideosOfAFeed(String body, int status, String code) {
    String json = body.replace('\'', '"');

    Web.Reply reply = preview(json);

    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.json().path("code").asText()).isEqualTo(code);
    if (code.equals("address_unreachable")) {
      Web.Reply same = node.api().post(json.replace("url", "rss_url"));
      assertThat(reply.text()).isEqualTo(same.text());
    }
  }

  @Test
  void aWebPageIsNoFeed() {
    Web.Reply reply = preview(body("/articles/harbour-ferries"));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().path("code").asText()).isEqualTo("feed_is_html");
  }
}
