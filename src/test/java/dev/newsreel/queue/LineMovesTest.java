package dev.newsreel.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Actions;
import dev.newsreel.job.Audit;
import dev.newsreel.job.Change;
import dev.newsreel.job.JobIds;
import dev.newsreel.job.JobTimers;
import dev.newsreel.job.TestPrices;
import dev.newsreel.job.VideoJob;
import dev.newsreel.job.Wake;
import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How jobs come into a line and out of it, besides by their turn. */
class LineMovesTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final List<String> FEEDS = List.of("a", "b", "c");

  private final FairQueue queue = new FairQueue(REDIS.get());
  private final Actions actions = new Actions(queue.jobs, TestPrices.PRICES);

  @BeforeEach
  void open() {
    queue.reader.createGroup();
  }

  private void later(VideoJob job, Instant at) {
    queue.jobs.save(
        Change.keeping(job, job.with(d -> d.wake = new Wake(FairQueue.NAME, at)), "later"));
  }

  private void assertSound() {
    assertThat(new Audit(REDIS.get(), queue.jobs).run().faults()).isEmpty();
  }

  @Test
  void letWhatHasLostItsSlotInFirst() {
    VideoJob lost = queue.accept("lost", "a", null);
    queue.backlog(10, "a", "b");
    assertThat(queue.next(1)).containsExactly("lost");

    new JobTimers(REDIS.get()).postpone(FairQueue.NAME, List.of(lost.id()), Instant.EPOCH);
    queue.moveDue();

    assertSound();
    assertThat(queue.next(1)).containsExactly("lost");
  }

  @Test
  void keepTheOrderAmongThoseWhoHaveLostTheirSlots() {
    queue.backlog(5, "a");
    VideoJob high = queue.accept("high", null, "high");
    queue.next(1);
    List<String> lost = queue.reader.read(3, Duration.ZERO).stream().map(Message::key).toList();
    assertThat(lost.get(0)).isEqualTo(high.id());
    queue.backlog(5, "b");

    new JobTimers(REDIS.get()).postpone(FairQueue.NAME, lost, Instant.EPOCH);
    queue.moveDue();

    assertThat(queue.line().subList(0, 3)).containsExactly("high", "a", "a");
  }

  @Test
  void chargeNothingForASecondTurn() {
    queue.backlog(3, "a");
    VideoJob lost = queue.accept("lost", "b", null);
    queue.hash(lost).put("turn", FairQueue.NAME + " " + System.currentTimeMillis() + " 7");
    queue.backlog(1, "b");
    later(lost, Instant.EPOCH);

    queue.moveDue();

    assertThat(queue.turns().get("count:feed b")).isEqualTo("2");
    assertThat(queue.score(lost)).isZero();
    assertSound();
  }

  @Test
  void letWhatWaitedForMidnightTakeItsTurns() {
    queue.backlog(2, "other");
    for (int i = 0; i < 30; i++) {
      VideoJob job = queue.accept(FEEDS.get(i % 3));
      queue.hash(job).put("turn", FairQueue.NAME + " 1000 0");
      later(job, Instant.EPOCH);
    }
    queue.moveDue();
    queue.accept("http", null, null);
    assertSound();

    List<String> order = queue.oneByOne(33);

    assertThat(order).hasSize(33).doesNotContainNull();
    assertThat(order.indexOf("http")).isLessThanOrEqualTo(2);
    assertThat(order.subList(3, 33).stream().filter("a"::equals)).hasSizeBetween(9, 10);
    assertThat(order.subList(4, 10)).contains("a", "b", "c");
  }

  @Test
  void takeACancelledJobOutAndGiveItsTurnToTheNext() {
    queue.backlog(2, "a");
    VideoJob gone = queue.accept("gone", "b", null);
    queue.accept("after", "b", null);
    assertSound();

    actions.act(gone, actions.cancel(gone), "k1");

    assertThat(queue.line()).containsExactly("a", "after");
    assertThat(queue.turns().get("count:feed b")).isEqualTo("1");
    assertSound();
  }

  @Test
  void forgetAFeedOfWhichAllIsCancelled() {
    queue.backlog(2, "other");
    List<VideoJob> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(queue.accept("a"));
    }
    all.forEach(job -> actions.act(job, actions.cancel(job), "k1"));

    VideoJob again = queue.accept("a");

    assertThat(queue.score(again)).isEqualTo(1);
    assertSound();
  }

  @Test
  void takeAHeldJobOutAndPutAResumedOneIn() {
    queue.backlog(2, "a");
    VideoJob job = queue.accept("held", "b", null);

    VideoJob held = actions.act(job, actions.hold(job), "k1");
    assertThat(queue.line()).containsExactly("a");
    assertSound();
    actions.act(held, actions.resume(held), "k1");

    assertThat(queue.line()).containsExactlyInAnyOrder("a", "held");
    assertSound();
  }

  @Test
  void putNoJobInTwice() {
    queue.backlog(2, "other");
    VideoJob job = queue.accept("a");
    new JobTimers(REDIS.get()).postpone(FairQueue.NAME, List.of(job.id()), Instant.EPOCH);

    queue.moveDue();

    assertThat(queue.line()).containsExactlyInAnyOrder("other", "a");
    assertThat(queue.turns().get("count:feed a")).isEqualTo("1");
  }

  @Test
  void readWhatLayInTheQueueBeforeThereWasALine() {
    new StreamReader(REDIS.get(), FairQueue.HERE, FairQueue.NAME, "old").createGroup();
    queue.backlog(5, "old");
    queue.reader.createGroup();
    queue.backlog(3, "new");
    assertSound();

    assertThat(queue.next(4)).containsExactly("old", "old", "old", "old");
    assertThat(queue.next(9)).containsExactly("old", "new", "new", "new");
  }

  @Test
  void putTheWholeLineIntoAQueueThatIsNoLongerFair() {
    queue.backlog(5, "a", "b");

    StreamReader plain = new StreamReader(REDIS.get(), FairQueue.HERE, FairQueue.NAME, "plain");
    plain.createGroup();
    queue.accept("late");

    assertThat(plain.read(20, Duration.ZERO)).hasSize(11);
    assertThat(queue.turns().isExists()).isFalse();
    assertSound();
  }

  @Test
  void bearJobsOfOlderVersionsAndSuchAsAreGone() {
    queue.backlog(2, "other");
    VideoJob old = queue.accept("old", "b", null);
    later(old, Instant.EPOCH);
    queue.hash(old).fastRemove("flow");
    String gone = JobIds.next(0, 1);
    new JobTimers(REDIS.get()).postpone(FairQueue.NAME, List.of(gone), Instant.EPOCH);

    queue.moveDue();

    assertThat(queue.next(9)).hasSize(4).contains("old");
    assertThat(REDIS.hash(FairQueue.HERE.job(gone))).isEmpty();
    assertThat(queue.turns().isExists()).isFalse();
  }

  // Consumers sleep only when they got fewer than they asked for, and only a message wakes them.
  @Test
  void leaveNobodyInTheLineWhileConsumersSleep() {
    StreamReader two = new StreamReader(REDIS.get(), FairQueue.HERE, FairQueue.NAME, "two", true);
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      if (random.nextInt(3) > 0) {
        boolean nobody = REDIS.queue(FairQueue.NAME).isEmpty() && queue.line().isEmpty();
        queue.accept(FEEDS.get(random.nextInt(3)));
        assertThat(nobody)
            .isEqualTo(REDIS.queue(FairQueue.NAME).size() == 1 && queue.line().isEmpty());
      } else {
        StreamReader reader = random.nextBoolean() ? queue.reader : two;
        int wanted = 1 + random.nextInt(5);
        List<Message> got = reader.read(wanted, Duration.ZERO);
        reader.settle(got);
        if (got.size() < wanted) {
          assertThat(queue.line()).isEmpty();
          assertThat(REDIS.queue(FairQueue.NAME)).isEmpty();
        } else if (!queue.line().isEmpty()) {
          assertThat(REDIS.queue(FairQueue.NAME)).hasSizeLessThanOrEqualTo(1);
        }
      }
    }
  }
}
