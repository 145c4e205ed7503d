package dev.newsreel.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** In which order a fair queue lets jobs in, by its scripts alone. */
class FairLineTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final FairQueue queue = new FairQueue(REDIS.get());

  @BeforeEach
  void open() {
    queue.reader.createGroup();
  }

  @Test
  void letsAJobInAtOnceWhenNobodyWaits() {
    VideoJob job = queue.accept("a");

    assertThat(REDIS.queue("script")).containsExactly(Map.of("key", job.id()));
    assertThat(queue.line()).isEmpty();
    assertThat(queue.next(5)).containsExactly("a");
    assertThat(queue.turns().readAllMap()).isEmpty();
  }

  @Test
  void putsOneIntoTheLineOnlyBehindAnUnreadMessage() {
    queue.accept("a");
    assertThat(queue.reader.read(1, Duration.ZERO)).hasSize(1);
    VideoJob second = queue.accept("a");
    VideoJob third = queue.accept("a");

    assertThat(REDIS.queue("script").get(1)).containsEntry("key", second.id());
    assertThat(queue.line()).hasSize(1);
    assertThat(queue.score(third)).isEqualTo(1);
  }

  @Test
  void letsTwentyFeedsTakeTurnsHoweverLongTheirBacklogs() {
    String[] feeds = IntStream.range(0, 20).mapToObj(i -> "feed-" + i).toArray(String[]::new);
    queue.accept("first");
    for (int i = 0; i < 20; i++) {
      queue.backlog(3 + i, feeds[i]);
    }
    assertThat(queue.next(1)).containsExactly("first");

    for (int round = 0; round < 3; round++) {
      assertThat(queue.next(20)).containsExactlyInAnyOrder(feeds);
    }
    // The shortest backlog is worked off; the others go on without it.
    assertThat(queue.next(19)).containsExactlyInAnyOrder(Arrays.copyOfRange(feeds, 1, 20));
  }

  @Test
  void letsCallersAndHighPriorityInBeforeABacklogButNotOnly() {
    queue.backlog(20, "a");
    IntStream.range(0, 20).forEach(i -> queue.accept("http", null, null));
    IntStream.range(0, 20).forEach(i -> queue.accept("high", "a", "high"));

    List<String> order = queue.oneByOne(1 + 9 * 2);

    assertThat(order.get(0)).isEqualTo("a");
    assertThat(order.subList(1, 19)).filteredOn("http"::equals).hasSizeBetween(7, 9);
    assertThat(order.subList(1, 19)).filteredOn("high"::equals).hasSizeBetween(7, 9);
    assertThat(order.subList(1, 19)).filteredOn("a"::equals).hasSizeBetween(1, 3);
  }

  @Test
  void keepsCallersFromStarvingAFeed() {
    queue.backlog(2, "other");
    queue.backlog(1, "a");
    queue.next(1);
    List<String> order = new ArrayList<>();
    // Each caller comes as soon as the one before has gone in: there is always one.
    for (int i = 0; i < 20; i++) {
      queue.accept("http", null, null);
      order.addAll(queue.next(1));
    }

    assertThat(order.indexOf("a")).isBetween(1, 10);
    assertThat(order.indexOf("other")).isBetween(1, 10);
  }

  @Test
  void givesAnIdleFeedNoCreditForTheTimeThatItWasSilent() {
    queue.backlog(100, "a", "b");
    queue.oneByOne(100);
    queue.backlog(50, "c");

    assertThat(queue.oneByOne(30)).filteredOn("c"::equals).hasSizeBetween(9, 11);
  }

  @Test
  void forgetsEverythingWhenTheLineIsEmpty() {
    queue.backlog(30, "a", "b", "c");
    assertThat(queue.turns().readAllMap())
        .containsEntry("count:feed b", "30")
        .containsKey("last:feed b");

    assertThat(queue.next(90)).hasSize(90);

    assertThat(queue.turns().readAllMap()).isEmpty();
    assertThat(queue.line()).isEmpty();
  }

  @Test
  void forgetsAFeedOfWhichNobodyWaits() {
    queue.backlog(50, "a");
    for (int i = 0; i < 40; i++) {
      queue.accept("one-off-" + i);
      queue.next(1);
    }

    assertThat(queue.turns().keySet())
        .filteredOn(field -> field.startsWith("count:"))
        .hasSameSizeAs(Set.copyOf(queue.line()))
        .hasSizeLessThan(12);
  }

  // A clock that a line without pause reaches after 10^13 turns: sums are still exact there.
  @Test
  void countsExactlyHoweverLongTheLineNeverEmpties() {
    queue.backlog(3, "a", "b");
    queue.next(1);
    queue.turns().put("clock", "10000000000000.875");
    VideoJob high = queue.accept("high", null, "high");
    VideoJob http = queue.accept("http", null, null);

    assertThat(queue.score(high)).isEqualTo(1e13 + 0.890625);
    assertThat(queue.score(http)).isEqualTo(10000000000001.0);
    assertThat(queue.turns().readAllMap()).containsEntry("last:http high", "10000000000000.891");
  }
}
