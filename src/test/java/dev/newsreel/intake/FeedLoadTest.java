package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.TestSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One node polls 50 feeds a second of 50 hosts, one of which takes two seconds an answer, with a
 * period of seconds in place of minutes; then it is away for a period and begins again. It prints
 * figures and asserts counts.
 *
 * <p>It is no part of the everyday tests: {@code mvn -B -Pcampaign test -Dtest=FeedLoadTest}. The
 * system property {@code feeds.period} (20) is the period in seconds; there are 50 times as many
 * feeds.
 */
@Tag("campaign")
class FeedLoadTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private static final int HOSTS = 50;
  private static final int PERIOD = Integer.getInteger("feeds.period", 20);
  private static final int FEEDS = 50 * PERIOD;
  private static final int WORKERS = 16;

  private final Map<String, String> feeds = new LinkedHashMap<>();
  private FeedPress press;
  private FeedNode node;
  private int mostThreads;

  @BeforeEach
  void start() throws IOException {
    press = new FeedPress(HOSTS);
    for (int i = 0; i < FEEDS; i++) {
      String feed = "{url: \"%s\", every: %ds, first-run: none}";
      feeds.put("feed-" + i, feed.formatted(press.feed(i), PERIOD));
    }
  }

  @AfterEach
  void stop() {
    node.close();
    press.close();
  }

  private void startNode() {
    Settings settings =
        TestSettings.with(
            "egress.allow", "127.0.1.0/24", "feed.timeout", "5s", "feed.workers", "" + WORKERS);
    node = FeedNode.start(REDIS.get(), settings, feeds, Clock.systemUTC());
    node.plan();
  }

  @Test
  void everyFeedIsPolledInItsPeriodAndNoSecondIsCrowded() {
    startNode();
    List<Integer> first = run("first polls");
    List<Integer> steady = run("second period");
    node.close();
    rest();
    startNode();
    List<Integer> back = run("after a downtime");
    List<Integer> again = run("period after it");

    int fewest = Integer.MAX_VALUE;
    int most = 0;
    for (int i = 0; i < FEEDS; i++) {
      if (!press.hangs(i)) {
        fewest = Math.min(fewest, press.asked(press.feed(i)));
        most = Math.max(most, press.asked(press.feed(i)));
      }
    }
    System.out.printf(
        "feeds %d, hosts %d, period %d s: %d to %d polls each, threads %d, at once on a host %d%n",
        FEEDS, HOSTS, PERIOD, fewest, most, mostThreads, press.mostOpen());
    assertThat(press.mostOpen()).isEqualTo(1);
    // Besides the workers: two that read and keep the queue, and workers that are just ending.
    assertThat(mostThreads).isLessThanOrEqualTo(WORKERS + 4);
    // In four periods; a poll that is a moment late misses the end of the second or fourth.
    assertThat(fewest).isGreaterThanOrEqualTo(2);
    assertThat(most).isLessThanOrEqualTo(6);
    for (List<Integer> period : List.of(first, steady, back, again)) {
      // A machine that is busy with other things stands still for seconds and then catches up.
      assertThat(period).allMatch(n -> n <= 6 * FEEDS / PERIOD);
    }
  }

  private List<Integer> run(String name) {
    long from = System.currentTimeMillis();
    rest();
    List<Integer> counts = press.perSecond(from, PERIOD);
    int sum = counts.stream().mapToInt(n -> n).sum();
    int busiest = counts.stream().mapToInt(n -> n).max().orElseThrow();
    int quietest = counts.stream().mapToInt(n -> n).min().orElseThrow();
    Collection<Long> planned =
        REDIS.due().values().stream()
            .collect(Collectors.groupingBy(Instant::getEpochSecond, Collectors.counting()))
            .values();
    assertThat(planned).as("turns of one second").allMatch(n -> n <= 3L * FEEDS / PERIOD);
    System.out.printf(
        "%-18s %d requests, a second: %.1f on average, %d to %d%n",
        name, sum, sum / (double) PERIOD, quietest, busiest);
    return counts;
  }

  /** Lets one period pass and counts the threads that poll. */
  private void rest() {
    long end = System.nanoTime() + Duration.ofSeconds(PERIOD).toNanos();
    await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(Duration.ofSeconds(PERIOD + 60))
        .until(
            () -> {
              int threads =
                  (int)
                      Thread.getAllStackTraces().keySet().stream()
                          .filter(t -> t.getName().contains("redis-stream-feeds"))
                          .count();
              mostThreads = Math.max(mostThreads, threads);
              return System.nanoTime() >= end;
            });
  }
}
