package dev.newsreel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.JobStore;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SlotsTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Slots.Limits TWO =
      new Slots.Limits(2, Duration.ofSeconds(20), Duration.ofHours(4));

  private final TestClock clock = new TestClock();
  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", clock);
  private final Slots slots = new Slots(REDIS.get(), clock, TWO);
  private final Slots elsewhere = new Slots(REDIS.get(), clock, TWO);

  @BeforeEach
  void sweep() {
    slots.sweepWith(jobs);
  }

  private static boolean isTaken(Slots by, VideoJob job) {
    Exchange exchange = TestExchanges.message(job.id());
    by.take(exchange);
    return !exchange.isRouteStop();
  }

  private VideoJob taken() {
    VideoJob job = SampleJobs.videoClaimed(jobs);
    assertThat(isTaken(slots, job)).isTrue();
    return job;
  }

  private static VideoJob ordered(VideoJob job) {
    return job.with(d -> d.step = Step.ORDERED);
  }

  private static VideoJob answered(VideoJob job) {
    return job.advance(Status.CAPTIONING);
  }

  @Test
  void areSharedByAllNodes() {
    VideoJob first = taken();
    assertThat(isTaken(elsewhere, SampleJobs.videoClaimed(jobs))).isTrue();
    VideoJob third = SampleJobs.videoClaimed(jobs);

    assertThat(slots.open()).isZero();
    assertThat(isTaken(elsewhere, third)).isFalse();
    assertThat(REDIS.due())
        .isEqualTo(Map.of("video|" + third.id(), TestClock.START.plusSeconds(1)));
    assertThat(isTaken(elsewhere, first)).as("its own slot").isTrue();
  }

  @Test
  void areGivenBackWithTheAnswerAndWhenNothingWasOrdered() {
    VideoJob one = taken();
    VideoJob two = taken();

    slots.saved(one, ordered(one));
    slots.saved(ordered(one), answered(ordered(one)));
    slots.saved(two, two.with(d -> d.step = Step.READY));

    assertThat(slots.open()).isEqualTo(2);
  }

  @Test
  void areHeldWhileAnOrderIsOnItsWayAndNoLongerThanACallWhileItIsNot() {
    VideoJob ordered = taken();
    slots.saved(ordered, ordered(ordered));
    taken();

    clock.advance(Duration.ofSeconds(19));
    assertThat(slots.open()).isZero();

    clock.advance(Duration.ofSeconds(2));
    assertThat(slots.open()).as("a node died between slot and order").isOne();
  }

  @Test
  void areFoundAgainWhenANodeDiedAfterTheAnswer() {
    VideoJob job = SampleJobs.videoOrdered(jobs);
    slots.saved(job, job);
    VideoJob done = SampleJobs.videoOrdered(jobs);
    slots.saved(done, done);
    SampleJobs.edge(jobs, done, d -> d.status = Status.CAPTIONING);
    clock.advance(Duration.ofMinutes(1));

    assertThat(slots.open()).isZero();
    assertThat(slots.applyAsInt(5)).isOne();
  }

  private void refuse(Slots by, VideoJob job) {
    VideoJob parked =
        job.with(
            d -> {
              d.step = Step.READY;
              d.attempts = d.attempts.another("heygen_busy: HeyGen answered 429", clock.instant());
            });
    by.saved(job, parked);
  }

  @Test
  void areFewerAfterOneWasRefusedWhileManyWereTaken() {
    taken();

    refuse(slots, taken());

    assertThat(slots.open()).isZero();
    clock.advance(Duration.ofSeconds(61));
    assertThat(slots.open()).as("the lease of the other one is over").isOne();
  }

  @Test
  void areFewerOnlyAfterFiveRefusalsWhileFewAreTaken() {
    Slots ten = new Slots(REDIS.get(), clock, new Slots.Limits(10, TWO.order(), TWO.render()));
    taken();
    VideoJob other = SampleJobs.videoClaimed(jobs);

    for (int i = 0; i < 4; i++) {
      refuse(ten, other);
      assertThat(ten.open()).isEqualTo(9);
    }

    refuse(ten, other);
    assertThat(ten.open()).isZero();
  }
}
