package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.TestSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.RList;
import org.redisson.api.RStream;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamReadGroupArgs;
import org.redisson.client.codec.StringCodec;

/** When turns come, on one node and on two, and what they survive. */
class FeedTurnsTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final FeedHost host = new FeedHost();
  private final FeedHost other = new FeedHost("127.0.0.2");
  private final List<FeedNode> nodes = new ArrayList<>();

  @AfterEach
  void stop() {
    nodes.forEach(FeedNode::close);
    host.close();
    other.close();
  }

  private FeedNode node(Map<String, String> feeds) {
    Settings settings =
        TestSettings.with(
            "egress.allow", host.authority() + "," + other.authority(), "feed.timeout", "8s");
    FeedNode node = FeedNode.start(REDIS.get(), settings, feeds);
    nodes.add(node);
    return node;
  }

  private static String feed(String url) {
    return "{url: \"%s\", first-run: all}".formatted(url);
  }

  @Test
  void oneHostIsAskedByOnePollAtATimeOnAllNodes() {
    Map<String, String> feeds = new LinkedHashMap<>();
    for (int i = 0; i < 8; i++) {
      feeds.put("feed-" + i, feed(host.at("/" + i)));
      host.on(
          "/" + i,
          (talk, head) -> {
            pause(60);
            talk.answer("200 OK", FeedTexts.rss(1));
          });
    }
    FeedNode one = node(feeds);
    FeedNode two = node(feeds);

    feeds.keySet().forEach(one::due);

    await().until(() -> feeds.keySet().stream().allMatch(id -> two.states.polls(id).size() == 1));
    assertThat(host.mostOpen()).isEqualTo(1);
    assertThat(feeds.keySet())
        .allSatisfy(id -> assertThat(one.states.polls(id).get(0).cause()).isNull());
    assertThat(one.jobs()).hasSize(8);
  }

  @Test
  void aHangingHostDelaysNobodyElse() {
    Map<String, String> feeds = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      feeds.put("stuck-" + i, feed(other.at("/stuck")));
    }
    feeds.put("lively", feed(host.at("/lively")));
    other.on("/stuck", (talk, head) -> talk.hang());
    host.answer("/lively", "200 OK", FeedTexts.rss(1));
    FeedNode node = node(feeds);

    feeds.keySet().forEach(node::due);

    await().until(() -> node.states.polls("lively").size() == 1);
    assertThat(other.mostOpen()).isEqualTo(1);
    assertThat(other.heads()).as("it came before nearly all of the stuck").hasSizeLessThan(5);
  }

  @Test
  void aRedirectToABusyHostPutsTheTurnOff() {
    host.redirect("/feed", 302, other.at("/feed"));
    other.answer("/feed", "200 OK", FeedTexts.rss(1));
    HostLeases leases = new HostLeases(REDIS.get(), Duration.ofSeconds(60));
    FeedNode node = node(Map.of("news", feed(host.at("/feed"))));
    assertThat(leases.take("127.0.0.2", "somebody")).isTrue();

    node.due("news");
    await().until(() -> node.states.of("news").isPresent());
    assertThat(node.states.of("news").orElseThrow().memory().host()).isEqualTo("127.0.0.2");
    assertThat(other.heads()).isEmpty();
    leases.release("127.0.0.2", "somebody");

    await().until(() -> node.states.polls("news").size() == 1);
    assertThat(host.heads()).as("not asked again while the other is busy").hasSize(2);
    assertThat(node.jobs()).hasSize(1);
  }

  @Test
  void aPollThatDiedBeforeItsEndIsRepeatedAndMakesNothingTwice() {
    host.answer("/feed", "200 OK", "ETag: \"one\"", FeedTexts.rss(2));
    FeedNode node = node(Map.of("news", feed(host.at("/feed"))));
    node.poll("news");
    FeedState whole = node.states.of("news").orElseThrow();
    // As if the node had died between the last job and the script that ends the poll.
    REDIS.get().client().getKeys().delete(node.states.key("news"), node.states.pollsKey("news"));
    REDIS.get().client().getKeys().delete(node.states.partition("news").due());
    RStream<String, String> turns = REDIS.stream(node.states.partition("news").queue("feeds"));
    node.close();
    nodes.clear();
    turns.add(StreamAddArgs.entry("key", "news"));
    turns.readGroup(Partition.GROUP, "dead", StreamReadGroupArgs.neverDelivered());

    FeedNode next = node(Map.of("news", feed(host.at("/feed"))));

    await().until(() -> next.states.polls("news").size() == 1);
    assertThat(next.jobs()).hasSize(2);
    assertThat(next.states.of("news").orElseThrow().memory().body())
        .isEqualTo(whole.memory().body());
    assertThat(REDIS.queue("feeds")).isEmpty();
  }

  @Test
  void aTurnThatIsFarTooLateIsSpreadOnceAndThenTaken() {
    host.answer("/feed", "200 OK", FeedTexts.rss(1));
    FeedNode node = node(Map.of("news", feed(host.at("/feed"))));
    FeedState first = node.poll("news");
    int asked = host.heads().size();

    node.clock.advance(Duration.ofHours(5));
    node.due("news");

    await().until(() -> node.states.of("news").orElseThrow().memory().spread());
    Instant next = node.states.of("news").orElseThrow().nextPoll();
    assertThat(host.heads()).hasSize(asked);
    assertThat(next).isBetween(node.clock.instant(), node.clock.instant().plusMillis(500));
    node.clock.advance(Duration.ofHours(5));
    node.due("news");
    await().until(() -> node.states.polls("news").size() == 2);
    assertThat(node.states.of("news").orElseThrow().memory().spread()).isFalse();
    assertThat(first.condition()).isEqualTo(Condition.OK);
  }

  @Test
  void anotherAddressIsAnotherFeedButKnowsWhichEntriesWereTaken() {
    host.answer("/old", "410 Gone", "");
    FeedNode before = node(Map.of("news", feed(host.at("/old"))));
    assertThat(before.poll("news").condition()).isEqualTo(Condition.GONE);
    before.close();
    host.answer("/new", "200 OK", "ETag: \"n\"", FeedTexts.rss(1));
    FeedNode after = node(Map.of("news", feed(host.at("/new"))));

    after.plan();

    await().until(() -> after.states.of("news").orElseThrow().polledAt() != null);
    assertThat(after.states.of("news").orElseThrow().condition()).isEqualTo(Condition.OK);
    assertThat(after.jobs()).hasSize(1);
  }

  @Test
  void aPollThatEndsAfterTheAddressHasChangedLeavesNoTrace() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    host.on(
        "/old",
        (talk, head) -> {
          asked.countDown();
          hold(answer);
          talk.answer("200 OK", "ETag: \"old\"", FeedTexts.rss(1));
        });
    FeedNode one = node(Map.of("news", feed(host.at("/old"))));
    one.due("news");
    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
    FeedNode two = node(Map.of("news", feed(host.at("/new"))));
    two.plan();
    Instant planned = two.states.of("news").orElseThrow().nextPoll();

    nodes.remove(two);
    two.close();
    answer.countDown();

    await().until(() -> one.jobs().size() == 1);
    await().until(() -> REDIS.queue("feeds").isEmpty());
    FeedState state = one.states.of("news").orElseThrow();
    assertThat(state.url()).isEqualTo(host.at("/new"));
    assertThat(state.memory().etag()).isNull();
    assertThat(planned).isNotNull();
  }

  @Test
  void aFeedThatIsDeclaredNoMoreIsForgottenUntilItComesBack() {
    FeedNode with = node(Map.of("news", feed(host.at("/feed"))));
    host.answer("/feed", "200 OK", FeedTexts.rss(1));
    with.poll("news");
    with.close();
    nodes.clear();
    FeedNode without = node(Map.of("other", feed(host.at("/other"))));
    without.due("news");
    await().until(() -> without.states.of("news").orElseThrow().nextPoll() == null);
    without.close();
    nodes.clear();

    node(Map.of("news", feed(host.at("/feed")))).plan();

    assertThat(REDIS.due()).containsKey("feeds|news");
  }

  @Test
  void fiftyPollsAreKept() {
    host.answer("/feed", "200 OK", FeedTexts.rss(1));
    FeedNode node = node(Map.of("news", feed(host.at("/feed"))));
    RList<String> list =
        REDIS.get().client().<String>getList(node.states.pollsKey("news"), StringCodec.INSTANCE);
    for (int i = 0; i < 60; i++) {
      list.add("{\"at\":\"2026-11-22T10:00:00Z\",\"bytes\":%d}".formatted(i));
    }

    node.due("news");

    await().until(() -> node.states.polls("news").size() == 50);
    assertThat(node.states.polls("news").get(0).status()).isEqualTo(200);
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(millis * 1_000_000L);
  }

  private static void hold(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
