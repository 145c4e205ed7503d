package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.redis.FaultyLine;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Receipt;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.redis.TestRedis;
import dev.newsreel.settings.TestSettings;
import dev.newsreel.watch.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.RStream;
import org.redisson.api.StreamMessageId;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamCreateGroupArgs;
import org.redisson.api.stream.StreamReadGroupArgs;

class FeedTurnTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Partition HERE = new Partition(0);
  private static final Feed FEED = FeedFiles.feed("news", "url", "https://news.example/feed");

  private final RStream<String, String> queue = REDIS.stream(HERE.queue("feeds"));
  private StreamMessageId turn;

  @BeforeEach
  void takeTheTurn() {
    queue.createGroup(StreamCreateGroupArgs.name(Partition.GROUP).makeStream());
    turn = queue.add(StreamAddArgs.entry("key", "news"));
    queue.readGroup(Partition.GROUP, "node-1", StreamReadGroupArgs.neverDelivered());
  }

  private void again(Redis redis, String consumer) {
    Clock clock = new TestClock();
    Poll poll =
        new Poll(
            FEED,
            FeedState.untried("news", FEED.url().toString()),
            new HostLeases(redis, Duration.ofSeconds(5)),
            clock.instant());
    poll.failed(new NotAFeed("feed_empty", "It is empty"));
    Exchange exchange = TestExchanges.message("news");
    exchange.setProperty(Poll.PROPERTY, poll);
    Receipt receipt = new Receipt(HERE.queue("feeds"), turn.toString(), consumer);
    exchange.setProperty(Receipt.PROPERTY, receipt);
    Feeds feeds = new Feeds(redis, new FeedFile(Path.of("no-such-file"), FeedFiles.RULES));
    new Polls(redis, feeds, TestSettings.with(), new Polls.Around(clock, Figures.unseen()))
        .end(exchange);
    assertThat(receipt.isSettled()).isTrue();
  }

  @Test
  void endsWithTheNextOnePlanned() {
    again(REDIS.get(), "node-1");

    assertThat(REDIS.due()).containsOnlyKeys("feeds|news");
    assertThat(queue.size()).isZero();
    assertThat(REDIS.hash(HERE.key("feed:news"))).containsEntry("turn", turn.toString());
  }

  @Test
  void isNotEndedByANodeThatHasLostIt() {
    queue.fastClaim(Partition.GROUP, "node-2", 0, TimeUnit.MILLISECONDS, turn);

    again(REDIS.get(), "node-1");

    assertThat(REDIS.due()).isEmpty();
    assertThat(queue.getPendingInfo(Partition.GROUP).getConsumerNames()).containsKey("node-2");
    assertThat(REDIS.hash(HERE.key("feed:news"))).isEmpty();
  }

  @Test
  void isPlannedOnceWhenTheAnswerIsLost() throws IOException {
    try (FaultyLine line = new FaultyLine(TestRedis.url());
        Redis far = line.connect()) {
      again(far, "nobody");
      line.cutNextAnswerTo("feeds|news");

      again(far, "node-1");

      assertThat(line.cuts()).isOne();
      assertThat(REDIS.due()).containsOnlyKeys("feeds|news");
      assertThat(queue.size()).isZero();
    }
  }
}
