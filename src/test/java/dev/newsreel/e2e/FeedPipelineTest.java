package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.intake.FeedStates;
import dev.newsreel.intake.PollRecord;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The entries of feeds become videos, each once. */
class FeedPipelineTest {

  private static final int ENTRIES = 4;

  private static TestSandbox providers;
  private static RunningNewsreel node;

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
    String declared = providers.url("/feed.xml").toString();
    node = RunningNewsreel.start(providers, "sandbox.feed", declared, "reconcile.after", "2s");
  }

  @AfterAll
  static void stop() {
    node.close();
    providers.close();
  }

  @Test
  void aCallerGetsTheNewestUnseenEntriesOfAFeed() {
    String url = providers.url("/feed.xml?of=a-caller").toString();
    String request = "{\"rss_url\": \"%s\", \"max_items\": 3}".formatted(url);

    Web.Reply first = node.api().post(request);
    Web.Reply rest = node.api().post(request);
    Web.Reply nothing = node.api().post(request);

    assertThat(first.status()).as(first.text()).isEqualTo(202);
    assertThat(first.json().path("videos")).hasSize(3);
    assertThat(rest.json().path("videos")).hasSize(ENTRIES - 3);
    assertThat(nothing.status()).isEqualTo(200);
    assertThat(nothing.json().path("videos")).isEmpty();
    for (JsonNode video : first.json().path("videos")) {
      JsonNode done = node.api().awaitEnd(video.path("id").asText(), "done");
      assertThat(done.at("/article/guid").asText()).startsWith("sandbox-courier:");
      assertThat(done.at("/article/author").asText()).isNotBlank();
      assertThat(done.at("/article/published_at").asText()).isNotBlank();
    }
  }

  @Test
  void aDeclaredFeedIsPolledAndASecondPollMakesNothing() {
    await().until(() -> polled().size() == ENTRIES);
    List<JsonNode> made = polled();
    made.forEach(v -> node.api().awaitEnd(v.path("id").asText(), "done"));
    int fetched = providers.requests("feed.feed");

    pollNow("sandbox-news");

    await().until(() -> providers.requests("feed.feed") > fetched);
    await()
        .during(Duration.ofMillis(300))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> polled().size() == ENTRIES);
    made.forEach(v -> assertThat(providers.videosOf(v.path("id").asText())).isEqualTo(1));
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      FeedStates states = new FeedStates(redis);
      await().until(() -> states.polls("sandbox-news").size() > 1);
      PollRecord second = states.polls("sandbox-news").get(0);
      assertThat(second.status()).as("the feed's validators were sent").isEqualTo(304);
      assertThat(second.nextPoll()).isAfter(second.at());
    }
  }

  private static List<JsonNode> polled() {
    return node.api().videos().stream()
        .filter(v -> v.path("feed").asText().equals("sandbox-news"))
        .toList();
  }

  private static void pollNow(String feed) {
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      var due = redis.client().getScoredSortedSet(redis.partition(0).due());
      String member = Partition.dueMember("feeds", feed);
      await().until(() -> due.contains(member));
      due.add(0, member);
    }
  }
}
