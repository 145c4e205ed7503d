package dev.newsreel.intake;

import static dev.newsreel.intake.FeedFiles.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.TestSettings;
import dev.newsreel.watch.Figures;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.api.stream.StreamAddArgs;

/** Turns of feeds while their file changes, on one node and on two. */
class FeedsTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Partition HERE = new Partition(0);
  private static final String DAILY = "24h";
  private static final String URL = "https://news.example/feed.xml";

  @TempDir Path home;
  @TempDir Path otherHome;
  private final DefaultCamelContext camel = new DefaultCamelContext();

  @BeforeEach
  void makeTheQueue() {
    REDIS
        .get()
        .client()
        .getScript()
        .eval(
            org.redisson.api.RScript.Mode.READ_WRITE,
            "return redis.call('XGROUP','CREATE',KEYS[1],ARGV[1],'0','MKSTREAM')",
            org.redisson.api.RScript.ReturnType.STATUS,
            List.of(HERE.queue("feeds")),
            Partition.GROUP);
  }

  private static Feeds feeds(Path directory, String... entries) {
    return new Feeds(REDIS.get(), FeedFiles.write(directory, entries));
  }

  private static String town(String every) {
    return entry("town", "url", URL, "every", every, "jitter", "0s");
  }

  private static Instant planned(String id) {
    return REDIS.due().get("feeds|" + id);
  }

  /** Lets the feed's turn come, and takes it as a worker would. */
  private Exchange take(String id) {
    REDIS.get().client().getScoredSortedSet(HERE.due()).remove("feeds|" + id);
    var entry = REDIS.stream(HERE.queue("feeds")).add(StreamAddArgs.entry("key", id));
    REDIS.stream(HERE.queue("feeds"))
        .readGroup(
            Partition.GROUP,
            "worker",
            org.redisson.api.stream.StreamReadGroupArgs.neverDelivered());
    Exchange exchange = new DefaultExchange(camel);
    exchange.setProperty(
        Receipt.PROPERTY, new Receipt(HERE.queue("feeds"), entry.toString(), "worker"));
    return exchange;
  }

  private static Polls polls(Feeds feeds) {
    return new Polls(
        REDIS.get(),
        feeds,
        TestSettings.with(),
        new Polls.Around(Clock.systemUTC(), Figures.unseen()));
  }

  private static FeedState state(String id) {
    return new FeedStates(REDIS.get()).of(id).orElseThrow();
  }

  private static Instant hourly(String id) {
    Instant last = state(id).polledAt();
    return Schedule.every(Duration.ofHours(1)).next(last, Duration.ZERO, id);
  }

  private void poll(Feeds feeds, String id) {
    Exchange exchange = take(id);
    assertThat(polls(feeds).begin(id, exchange)).isEqualTo(URL);
    end(feeds, exchange);
  }

  private static void end(Feeds feeds, Exchange exchange) {
    URI from = URI.create(URL);
    FeedAnswer answer = new FeedAnswer(200, 1, "hash", "tag", null, null, from, null);
    Poll.of(exchange).answered(answer);
    polls(feeds).end(exchange);
  }

  private static void fail(Feeds feeds, Exchange exchange, int status) {
    Poll.of(exchange).failed(new FeedUnavailable(status, null));
    polls(feeds).end(exchange);
  }

  @Test
  void everyFeedHasOneTurnHoweverOftenItIsPlanned() {
    Feeds feeds = feeds(home, town(DAILY), entry("clock", "url", URL, "cron", "0 7 * * *"));

    feeds.plan();
    Map<String, Instant> first = REDIS.due();
    feeds.plan();

    assertThat(first).containsOnlyKeys("feeds|town", "feeds|clock");
    assertThat(REDIS.due()).isEqualTo(first);
  }

  @Test
  void aNewFeedIsPlannedAndARemovedOneLosesItsTurn() {
    Feeds feeds = feeds(home, town(DAILY));
    feeds.plan();

    FeedFiles.write(home, entry("lake", "url", URL));
    feeds.reload();

    assertThat(planned("lake")).isNotNull();
    Exchange exchange = take("town");
    assertThat(polls(feeds).begin("town", exchange)).isNull();
    assertThat(exchange.isRouteStop()).isTrue();
    assertThat(Receipt.of(exchange).isSettled()).isTrue();
    assertThat(REDIS.queue("feeds")).isEmpty();
    assertThat(planned("town")).isNull();
  }

  @Test
  void aRemovedFeedThatComesBackGoesOnWhereItWas() {
    Feeds feeds = feeds(home, town(DAILY));
    feeds.plan();
    poll(feeds, "town");
    Instant next = planned("town");
    FeedFiles.write(home, entry("lake", "url", URL));
    feeds.reload();
    polls(feeds).begin("town", take("town"));

    FeedFiles.write(home, town(DAILY));
    feeds.reload();

    assertThat(planned("town")).isEqualTo(next);
    assertThat(state("town").polledAt()).isNotNull();
  }

  @Test
  void aChangedScheduleMovesTheTurn() {
    Feeds feeds = feeds(home, town(DAILY));
    feeds.plan();
    poll(feeds, "town");
    FeedFiles.write(home, town("1h"));
    feeds.reload();

    assertThat(planned("town")).isEqualTo(hourly("town")).isEqualTo(state("town").nextPoll());
    assertThat(REDIS.due()).hasSize(1);
  }

  @Test
  void aScheduleThatWasChangedWhileNobodyRanMovesTheTurnAtTheNextStart() {
    Feeds before = feeds(home, town(DAILY));
    before.plan();
    poll(before, "town");

    feeds(home, town("1h")).plan();

    assertThat(planned("town")).isEqualTo(hourly("town"));
  }

  @Test
  void aRunningPollIsNotDoubledAndPlansByTheNewSchedule() {
    Feeds feeds = feeds(home, town(DAILY));
    feeds.plan();
    Exchange running = take("town");
    polls(feeds).begin("town", running);

    FeedFiles.write(home, town("1h"));
    feeds.reload();
    polls(feeds).now("town");

    assertThat(REDIS.due()).isEmpty();
    end(feeds, running);
    assertThat(planned("town")).isEqualTo(hourly("town"));
    assertThat(REDIS.queue("feeds")).isEmpty();
  }

  @Test
  void aChangedAddressKeepsTheNameAndItsTurn() {
    Feeds feeds = feeds(home, town(DAILY));
    feeds.plan();
    poll(feeds, "town");
    Instant next = planned("town");

    FeedFiles.write(home, entry("town", "url", URL + "?2", "every", DAILY, "jitter", "0s"));
    feeds.reload();

    assertThat(planned("town")).isEqualTo(next);
    assertThat(REDIS.hash(HERE.key("feed:town"))).containsEntry("url", URL + "?2");
    assertThat(state("town").polledAt()).isNotNull();
    assertThat(feeds.scope(URL + "?2")).isEqualTo("town");
    assertThat(state("town").memory().etag()).as("the old address gave it").isNull();
    assertThat(polls(feeds).begin("town", take("town"))).isEqualTo(URL + "?2");
  }

  @Test
  void aNewAddressIsTriedThoughTheOldOneIsGoneOrFails() {
    for (int status : new int[] {410, 500}) {
      Feeds feeds = feeds(home, town("1h"));
      feeds.plan();
      poll(feeds, "town");
      Exchange exchange = take("town");
      polls(feeds).begin("town", exchange);
      fail(feeds, exchange, status);
      feeds.plan();
      assertThat(state("town").condition()).isNotEqualTo(Condition.OK);

      FeedFiles.write(home, entry("town", "url", URL + "?" + status, "every", "1h"));
      feeds.reload();

      assertThat(planned("town")).isEqualTo(hourly("town"));
      assertThat(state("town").condition()).isEqualTo(Condition.OK);
      assertThat(state("town").reason()).isNull();
      assertThat(state("town").failures()).isZero();
      REDIS.get().client().getKeys().delete(HERE.key("feed:town"), HERE.due());
    }
  }

  @Test
  void aPollThatEndsAfterTheAddressHasChangedIsTheFirstAndPlansOne() {
    Feeds feeds = feeds(home, town("1h"));
    feeds.plan();
    Exchange running = take("town");
    polls(feeds).begin("town", running);

    FeedFiles.write(home, entry("town", "url", URL + "?2", "every", "1h", "jitter", "0s"));
    feeds.reload();
    assertThat(REDIS.due()).isEmpty();
    end(feeds, running);

    assertThat(planned("town")).isEqualTo(hourly("town"));
    assertThat(state("town").url()).isEqualTo(URL + "?2");
    assertThat(state("town").memory().etag()).isNull();
  }

  @Test
  void aChangedScheduleDoesNotShortenThePauseThatAServerAskedFor() {
    Feeds feeds = feeds(home, town(DAILY));
    feeds.plan();
    Exchange exchange = take("town");
    polls(feeds).begin("town", exchange);
    fail(feeds, exchange, 500);
    Instant pause = planned("town");

    FeedFiles.write(home, town("1m"));
    feeds.reload();

    assertThat(planned("town")).isEqualTo(pause);
  }

  @Test
  void aGoneFeedIsPolledOnceMoreWhenAskedForAlsoWhenAnotherNodeDropsThatTurn() {
    Feeds feeds = feeds(home, town("1h"));
    Feeds doesNot = feeds(otherHome, entry("lake", "url", URL));
    feeds.plan();
    Exchange exchange = take("town");
    polls(feeds).begin("town", exchange);
    fail(feeds, exchange, 410);
    feeds.complete();
    feeds.plan();
    assertThat(REDIS.due()).isEmpty();

    polls(feeds).now("town");
    polls(doesNot).begin("town", take("town"));
    feeds.complete();

    assertThat(REDIS.due()).containsOnlyKeys("feeds|town");
  }

  @Test
  void aBrokenFileAndABadEntryLeaveTheOlderDeclarations() {
    Feeds feeds = feeds(home, town(DAILY), entry("lake", "url", URL));
    feeds.plan();

    FeedFiles.writeText(home, "- beans: [");
    feeds.reload();
    assertThat(feeds.all()).extracting(Feed::id).containsExactly("town", "lake");

    FeedFiles.write(home, town("often"), entry("lake", "url", URL), entry("hill", "url", URL));
    feeds.reload();

    assertThat(feeds.all()).extracting(Feed::id).containsExactly("lake", "hill", "town");
    assertThat(feeds.declared().refused()).containsKey("town");
    assertThat(feeds.find("town").orElseThrow().schedule().period()).hasHours(24);
  }

  @Test
  void twoNodesWithDifferentFilesDoNotFight() {
    Feeds knows = feeds(home, town(DAILY));
    Feeds other = feeds(otherHome, town("1h"), entry("lake", "url", URL, "every", DAILY));
    knows.plan();
    other.plan();
    poll(knows, "town");
    poll(other, "lake");
    Map<String, Instant> planned = REDIS.due();

    knows.complete();
    other.complete();

    assertThat(REDIS.due()).isEqualTo(planned);
  }

  @Test
  void aTurnThatAnotherNodeDidNotKnowComesBack() {
    Feeds knows = feeds(home, town("1h"));
    Feeds doesNot = feeds(otherHome, entry("lake", "url", URL));
    knows.plan();
    poll(knows, "town");
    Instant next = planned("town");
    polls(doesNot).begin("town", take("town"));
    assertThat(planned("town")).isNull();

    knows.complete();
    knows.complete();

    assertThat(planned("town")).isEqualTo(next);
    assertThat(REDIS.due()).hasSize(1);
  }

  @Test
  void pollNowBringsTheTurnForwardOnce() {
    Feeds feeds = feeds(home, town(DAILY));
    feeds.plan();
    poll(feeds, "town");

    assertThat(polls(feeds).now("town")).isTrue();
    assertThat(polls(feeds).now("town")).isTrue();
    assertThat(polls(feeds).now("nobody")).isFalse();

    assertThat(REDIS.due()).containsOnlyKeys("feeds|town");
    assertThat(planned("town")).isBeforeOrEqualTo(Instant.now());
  }

  @Test
  void pollNowWakesAFeedThatWaitsAfterAFailure() {
    Feeds feeds = feeds(home, town(DAILY));
    feeds.plan();
    var due = REDIS.get().client().getScoredSortedSet(HERE.due());
    due.remove("feeds|town");
    due.add(9e12, "feeds|town|message");

    polls(feeds).now("town");

    assertThat(REDIS.due()).containsOnlyKeys("feeds|town|message");
    assertThat(planned("town|message")).isBeforeOrEqualTo(Instant.now());
  }
}
