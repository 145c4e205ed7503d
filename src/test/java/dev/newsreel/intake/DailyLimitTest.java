package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Article;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.SharedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A feed's daily limit: exact on several nodes, and nothing beyond it is lost. */
class DailyLimitTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Partition HERE = new Partition(0);
  // In Los Angeles the test's clock, 10:00 UTC, says 02:00 on 22 November.
  private static final Instant MIDNIGHT = Instant.parse("2026-11-23T08:00:00Z");

  @TempDir Path home;
  private final TestClock clock = new TestClock();

  private static Feed feed(String limit) {
    String[] properties = {
      "url", "https://news.example/f", "daily-limit", limit, "zone", "America/Los_Angeles"
    };
    return FeedFiles.feed("town", properties);
  }

  private Intake node(String name) {
    JobStore jobs = TestJobs.store(REDIS.get(), name, clock);
    Feeds feeds = new Feeds(REDIS.get(), FeedFiles.write(home));
    return new Intake(jobs, feeds, new SeenArticles(REDIS.get(), false), new Verdicts(3));
  }

  private static Poll take(Intake node, Feed feed, int number) {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.setProperty(Feeds.FEED, feed);
    FeedState state = FeedState.untried(feed.id(), feed.url().toString());
    HostLeases leases = new HostLeases(REDIS.get(), Duration.ofSeconds(5));
    Poll poll = new Poll(feed, state, leases, TestClock.START);
    exchange.setProperty(Poll.PROPERTY, poll);
    Article article = new Article("Title " + number, "Text " + number, null, null, null, null);
    node.acceptEntry(new Entry(article, List.of("g:" + number), null, "hash"), exchange);
    return poll;
  }

  private List<Instant> begins() {
    JobStore jobs = TestJobs.store(REDIS.get(), "reader", clock);
    return jobs.findAll(REDIS.members(HERE.all())).stream()
        .map(job -> Objects.requireNonNullElse(job.wake().at(), TestClock.START))
        .sorted()
        .toList();
  }

  @Test
  void whatIsBeyondTheLimitBeginsOnTheNextDaysOfTheFeedsCalendar() {
    Feed feed = feed("2");
    Intake node = node("a");

    IntStream.range(0, 5).forEach(i -> take(node, feed, i));

    Instant next = MIDNIGHT.plus(Duration.ofDays(1));
    assertThat(begins())
        .containsExactly(TestClock.START, TestClock.START, MIDNIGHT, MIDNIGHT, next);
    assertThat(REDIS.queue("script")).hasSize(2);
    assertThat(REDIS.due().values()).containsOnly(MIDNIGHT, next);
  }

  @Test
  void aNewDayHasRoomForWhatTheOldOnesHaveLeft() {
    Feed feed = feed("2");
    Intake node = node("a");
    IntStream.range(0, 3).forEach(i -> take(node, feed, i));
    clock.advance(Duration.ofHours(23));

    IntStream.range(3, 5).forEach(i -> take(node, feed, i));

    assertThat(begins())
        .as("one of today's two places was taken yesterday")
        .containsExactly(
            TestClock.START,
            TestClock.START,
            TestClock.START,
            MIDNIGHT,
            MIDNIGHT.plus(Duration.ofDays(1)));
  }

  @Test
  void isExactWhenTwoNodesTakeAllEntriesAtTheSameTime() {
    Feed feed = feed("7");
    ExecutorService workers = Executors.newFixedThreadPool(4);
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (Intake node : List.of(node("a"), node("b"))) {
      for (int i = 0; i < 20; i++) {
        int number = i;
        all.add(CompletableFuture.runAsync(() -> take(node, feed, number), workers));
      }
    }
    all.forEach(CompletableFuture::join);
    workers.shutdown();

    List<Instant> begins = begins();

    assertThat(begins).hasSize(20);
    assertThat(begins.subList(0, 7)).containsOnly(TestClock.START);
    assertThat(begins.subList(7, 14)).containsOnly(MIDNIGHT);
    assertThat(begins.subList(14, 20)).containsOnly(MIDNIGHT.plus(Duration.ofDays(1)));
  }

  @Test
  void aWaitingJobTellsWhy() {
    Feed feed = feed("1");
    Intake node = node("a");
    take(node, feed, 1);
    take(node, feed, 2);

    JobStore jobs = TestJobs.store(REDIS.get(), "reader", clock);
    List<VideoJob> waiting =
        jobs.findAll(REDIS.members(HERE.all())).stream()
            .filter(j -> j.wake().at() != null)
            .toList();

    assertThat(waiting)
        .singleElement()
        .extracting(j -> j.attempts().cause())
        .isEqualTo("daily_limit: town makes 1 a day; this one begins at 2026-11-23T08:00:00Z");
  }

  @Test
  void whatIsPutOffCountsAsNewInItsPoll() {
    Feed feed = feed("1");
    Intake node = node("a");
    take(node, feed, 1);

    assertThat(accepted(take(node, feed, 2))).isOne();
    assertThat(accepted(take(node, feed, 2))).isZero();
  }

  private static int accepted(Poll poll) {
    poll.failed(new IllegalStateException());
    return poll.record(poll.before(), TestClock.START).newEntries();
  }

  @Test
  void anEntryThatIsKnownCountsOnce() {
    Feed feed = feed("2");
    Intake node = node("a");

    IntStream.range(0, 4).forEach(i -> take(node, feed, 1));
    take(node, feed, 2);

    assertThat(begins()).containsExactly(TestClock.START, TestClock.START);
  }
}
