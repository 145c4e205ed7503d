package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Article;
import dev.newsreel.job.FeedRequest;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Options;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.redis.TestRedis;
import dev.newsreel.settings.TestSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One article that several feeds bring, on one and on several partitions. */
class AcrossFeedsTest {

  @RegisterExtension static final SharedRedis ONE = new SharedRedis(1);
  @RegisterExtension static final SharedRedis MANY = new SharedRedis(16);

  private static final Feed TOWN = FeedFiles.feed("town", "url", "https://town.example/f");
  private static final Feed LAKE =
      FeedFiles.feed("lake", "url", "https://lake.example/f", "daily-limit", "50");

  @TempDir Path home;
  private final TestClock clock = new TestClock();

  /** What one node knows; made anew, it stands for one that has started again. */
  private final class Node {
    private final Redis redis;
    private final Feeds feeds;
    private final SeenArticles seen;
    private final Intake intake;

    Node(Redis redis, boolean acrossFeeds) {
      this.redis = redis;
      this.feeds = new Feeds(redis, FeedFiles.write(home));
      this.seen = new SeenArticles(redis, acrossFeeds);
      JobStore jobs = TestJobs.store(redis, "node", clock);
      this.intake = new Intake(jobs, feeds, seen, new Verdicts(1));
    }

    /** Takes what is new of what a feed holds, as its poll does. */
    PollRecord poll(Feed feed, List<Entry> entries) {
      FeedState state = FeedState.untried(feed.id(), feed.url().toString());
      HostLeases leases = new HostLeases(redis, Duration.ofSeconds(5));
      Poll poll = new Poll(feed, state, leases, TestClock.START);
      Exchange exchange = TestExchanges.message("");
      exchange.setProperty(Feeds.FEED, feed);
      exchange.setProperty(Poll.PROPERTY, poll);
      seen.unseen(feed.id(), entries).forEach(entry -> intake.acceptEntry(entry, exchange));
      return poll.record(state, TestClock.START);
    }

    List<VideoJob> call(String url, int most, List<Entry> entries) {
      return intake.acceptNewest(entries, asked(url, most));
    }

    List<FeedPreview.Item> preview(String url, List<Entry> entries) {
      FeedPreview preview = new FeedPreview(feeds, new FeedStates(redis), seen, new Verdicts(1));
      return preview.of(entries, asked(url, 1)).entries();
    }

    private Exchange asked(String url, int most) {
      Exchange exchange = TestExchanges.message("");
      exchange.setProperty(FeedRequest.PROPERTY, new FeedRequest(url, most, Options.NONE));
      return exchange;
    }

    int jobs() {
      return redis.all().stream()
          .mapToInt(p -> redis.client().getScoredSortedSet(p.all()).size())
          .sum();
    }
  }

  private static Redis redis(int partitions) {
    return partitions == 1 ? ONE.get() : MANY.get();
  }

  private static Entry entry(String feed, int number) {
    return entry("g:" + feed + "-" + number, "l:news.example/" + number, "h:" + feed + number);
  }

  private static List<Entry> entries(String feed, int count) {
    return IntStream.range(0, count).mapToObj(i -> entry(feed, i)).toList();
  }

  private static Entry entry(String... keys) {
    Article article = new Article("Title " + keys[0], "Text", null, null, null, null);
    return new Entry(article, List.of(keys), null, "hash");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void twoFeedsThatBringTheSameAtOnceMakeEachVideoOnceAndRememberTheRest(int partitions) {
    Node one = new Node(redis(partitions), true);
    List<Entry> inTown = entries("town", 40);
    List<Entry> atLake = entries("lake", 40);
    PollRecord town;
    PollRecord lake;
    try (Redis other = Redis.connect(TestRedis.url(), partitions)) {
      Node two = new Node(other, true);
      var a = CompletableFuture.supplyAsync(() -> one.poll(TOWN, inTown));
      var b = CompletableFuture.supplyAsync(() -> two.poll(LAKE, atLake));
      town = a.join();
      lake = b.join();
    }

    assertThat(one.jobs()).isEqualTo(40);
    assertThat(town.newEntries() + lake.newEntries()).isEqualTo(40);
    assertThat(town.fromOtherFeeds() + town.newEntries()).isEqualTo(40);
    assertThat(lake.fromOtherFeeds() + lake.newEntries()).isEqualTo(40);
    for (boolean acrossFeeds : new boolean[] {true, false}) {
      Node again = new Node(redis(partitions), acrossFeeds);
      assertThat(again.seen.unseen("town", inTown)).isEmpty();
      assertThat(again.seen.unseen("lake", atLake)).isEmpty();
      again.poll(LAKE, atLake);
      assertThat(again.jobs()).isEqualTo(40);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void whatAFeedHasTakenIsKnownHoweverOftenTheSettingChanges(int partitions) {
    List<Entry> brought = new ArrayList<>();
    boolean acrossFeeds = false;
    for (int i = 0; i < 6; i++, acrossFeeds = !acrossFeeds) {
      Node node = new Node(redis(partitions), acrossFeeds);
      brought.add(entry("town", i));

      assertThat(node.poll(TOWN, brought).newEntries()).isEqualTo(1);
      node.seen.remember("town", List.of(entry("town", 100 + i)));
      brought.add(entry("town", 100 + i));
    }
    Node node = new Node(redis(partitions), acrossFeeds);

    assertThat(node.seen.unseen("town", brought)).isEmpty();
    assertThat(node.seen.contains("town|g:town-0")).isTrue();
    assertThat(node.seen.contains("town|g:town-105")).isTrue();
    assertThat(node.jobs()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void theSameContentIsTheSameArticleAndTheSameGuidIsNot(int partitions) {
    Node node = new Node(redis(partitions), true);
    node.poll(TOWN, List.of(entry("g:1", "c:long", "h:1"), entry("g:2", "h:2")));

    PollRecord lake =
        node.poll(LAKE, List.of(entry("g:3", "l:x", "c:long", "h:3"), entry("g:2", "h:4")));

    assertThat(lake.fromOtherFeeds()).isEqualTo(1);
    assertThat(lake.newEntries()).isEqualTo(1);
    assertThat(node.jobs()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void feedsAreNotComparedUnlessThatIsWanted(int partitions) {
    Node node = new Node(redis(partitions), false);
    node.poll(TOWN, entries("town", 2));

    PollRecord lake = node.poll(LAKE, entries("lake", 2));

    assertThat(lake.newEntries()).isEqualTo(2);
    assertThat(lake.fromOtherFeeds()).isZero();
    assertThat(node.preview("https://x.example", entries("x", 1)).get(0).reason()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void aCallerGetsTheNextOfWhatNoFeedHasBrought(int partitions) {
    Node node = new Node(redis(partitions), true);
    node.poll(TOWN, entries("town", 3));

    List<VideoJob> made = node.call("https://x.example/f", 2, entries("x", 6));

    assertThat(made)
        .extracting(j -> j.article().title())
        .containsExactly("Title g:x-3", "Title g:x-4");
    assertThat(node.call("https://x.example/f", 2, entries("x", 6))).hasSize(1);
    assertThat(node.poll(LAKE, entries("lake", 6)).fromOtherFeeds()).isEqualTo(6);
  }

  @Test
  void aPreviewTellsThatAnotherFeedBroughtIt() {
    Node node = new Node(redis(1), true);
    node.poll(TOWN, entries("town", 1));

    List<FeedPreview.Item> items = node.preview("https://x.example/f", entries("x", 1));

    assertThat(items).extracting(FeedPreview.Item::reason).containsExactly("other_feed");
    assertThat(items.get(0).wouldBeMade()).isFalse();
    assertThat(node.seen.unseen("url:https://x.example/f", entries("x", 1))).hasSize(1);
  }

  @Test
  void whatWasPassedOverAtTheFirstPollOfOneFeedIsMadeForAnother() {
    Node node = new Node(redis(1), true);
    node.seen.remember("town", entries("town", 1));

    assertThat(node.poll(LAKE, entries("lake", 1)).newEntries()).isEqualTo(1);
  }

  private static String linked(int count) {
    String link = "<link>https://news.example/$1</link><guid>$1";
    return FeedTexts.rss(count).replaceAll("<guid>(entry-\\d+)", link);
  }

  @Test
  void wholePollsCountWhatOtherFeedsHaveBrought() {
    try (FeedHost host = new FeedHost();
        FeedNode node =
            FeedNode.start(
                ONE.get(),
                TestSettings.with("egress.allow", host.authority(), "dedupe.across-feeds", "true"),
                Map.of(
                    "town", "{url: \"%s\", first-run: all}".formatted(host.at("/town")),
                    "lake", "{url: \"%s\", first-run: all}".formatted(host.at("/lake"))),
                new TestClock(Instant.now()))) {
      host.answer("/town", "200 OK", linked(2));
      host.answer("/lake", "200 OK", linked(3));
      node.poll("town");
      node.poll("lake");

      PollRecord lake = node.states.polls("lake").get(0);
      assertThat(node.jobs()).hasSize(3);
      assertThat(lake.newEntries()).isEqualTo(1);
      assertThat(lake.fromOtherFeeds()).isEqualTo(2);
    }
  }
}
