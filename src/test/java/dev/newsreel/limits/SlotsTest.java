package dev.newsreel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.JobStore;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Status;
import dev.newsreel.job.Step;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.SharedRedis;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final Slots slots = new Slots(REDIS.get(), clock, Slots.Kind.RENDERS, TWO);
  private final TestGate gate = TestGate.withSlots(REDIS.get(), clock, slots);
  private final TestGate elsewhere = TestGate.withSlots(REDIS.get(), clock, slots);

  @BeforeEach
  void sweep() {
    slots.sweepWith(jobs);
    gate.answer(gate.call("v_first00"), 200);
    slots.saved(claimed("v_first00"), claimed("v_first00").advance(Status.CAPTIONING));
  }

  private static VideoJob claimed(String id) {
    return VideoJob.partial(
        id,
        d -> {
          d.status = Status.RENDERING;
          d.step = Step.CLAIMED;
        });
  }

  private VideoJob taken() {
    VideoJob job = SampleJobs.videoClaimed(jobs);
    assertThat(gate.call(job.id())).isNotNull();
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
    assertThat(elsewhere.call(SampleJobs.videoClaimed(jobs).id())).isNotNull();
    VideoJob third = SampleJobs.videoClaimed(jobs);

    assertThat(gate.open()).isZero();
    assertThat(elsewhere.call(third.id())).isNull();
    assertThat(REDIS.due())
        .isEqualTo(Map.of("captions-answers|" + third.id(), TestClock.START.plusSeconds(1)));
    assertThat(elsewhere.call(first.id())).as("its own slot").isNotNull();
  }

  @Test
  void areGivenBackWithTheAnswerAndWhenNothingWasOrdered() {
    VideoJob one = taken();
    VideoJob two = taken();

    slots.saved(one, ordered(one));
    slots.saved(ordered(one), answered(ordered(one)));
    slots.saved(two, two.with(d -> d.step = Step.READY));

    assertThat(gate.open()).isEqualTo(2);
  }

  @Test
  void areHeldWhileAnOrderIsOnItsWayAndNoLongerThanACallWhileItIsNot() {
    VideoJob ordered = taken();
    slots.saved(ordered, ordered(ordered));
    taken();

    clock.advance(Duration.ofSeconds(19));
    assertThat(gate.open()).isZero();

    clock.advance(Duration.ofSeconds(2));
    assertThat(gate.open()).as("a node died between slot and order").isOne();
  }

  @Test
  void areLeftToJobsThatOnlyANewerReleaseCanRead() {
    VideoJob newer = SampleJobs.videoOrdered(jobs);
    slots.saved(newer, newer);
    VideoJob known = SampleJobs.videoOrdered(jobs);
    slots.saved(known, known);
    SampleJobs.newer(REDIS.get(), newer);
    clock.advance(Duration.ofMinutes(1));

    assertThat(gate.gate().applyAsInt(5)).isZero();
    assertThat(REDIS.members("newsreel:{0}:slots:heygen")).contains(newer.id());
  }

  @Test
  void areFoundAgainWhenANodeDiedAfterTheAnswer() {
    VideoJob job = SampleJobs.videoOrdered(jobs);
    slots.saved(job, job);
    VideoJob done = SampleJobs.videoOrdered(jobs);
    slots.saved(done, done);
    SampleJobs.edge(jobs, done, d -> d.status = Status.CAPTIONING);
    clock.advance(Duration.ofMinutes(1));

    assertThat(REDIS.members("newsreel:{0}:slots:heygen")).contains(job.id(), done.id());
    assertThat(gate.gate().applyAsInt(5)).isOne();
    assertThat(REDIS.members("newsreel:{0}:slots:heygen")).containsExactly(job.id());
  }

  @Test
  void areNotTakenFromAJobThatIsOrderedWhileIdleOnesAreLookedFor() {
    AtomicInteger looks = new AtomicInteger();
    Runnable[] meanwhile = new Runnable[1];
    Clock slow =
        new Clock() {
          @Override
          public Instant instant() {
            // After the slots were read, at the latest before one is freed.
            if (looks.incrementAndGet() == 3) {
              meanwhile[0].run();
            }
            return clock.instant();
          }

          @Override
          public ZoneId getZone() {
            return clock.getZone();
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    Slots sweeping = new Slots(REDIS.get(), slow, Slots.Kind.RENDERS, TWO);
    sweeping.sweepWith(jobs);
    String id = SampleJobs.rendering(jobs).id();
    assertThat(gate.call(id)).isNotNull();
    meanwhile[0] = () -> slots.saved(claimed(id), ordered(claimed(id)));

    assertThat(sweeping.sweep()).isTrue();

    assertThat(looks).hasValue(3);
    assertThat(REDIS.members("newsreel:{0}:slots:heygen")).contains(id);
  }

  @Test
  void areFewerAfterOneWasRefusedWhileManyWereTaken() {
    taken();

    gate.answer(gate.call("v_other00"), 429, "Retry-After", "1");

    assertThat(gate.open()).isZero();
    clock.advance(Duration.ofSeconds(59));
    assertThat(gate.open()).as("the lease of the other one is over").isOne();
  }

  @Test
  void areFewerOnlyAfterTwoRefusalsWhileFewAreTaken() {
    Slots.Limits ten = new Slots.Limits(10, TWO.order(), TWO.render());
    TestGate many =
        TestGate.withSlots(
            REDIS.get(), clock, new Slots(REDIS.get(), clock, Slots.Kind.RENDERS, ten));
    taken();

    many.answer(many.call(), 429, "Retry-After", "1");
    assertThat(many.open()).as("the provider wants us to wait").isZero();
    clock.advance(Duration.ofMillis(1500));
    assertThat(many.open()).as("one at a time, after a refusal").isOne();
    assertThat(REDIS.hash("newsreel:{0}:gate:test")).doesNotContainKey("slots_learnt");

    many.answer(many.call(), 429, "Retry-After", "1");
    assertThat(REDIS.hash("newsreel:{0}:gate:test")).containsEntry("slots_learnt", "1");
    assertThat(many.open()).isZero();
  }

  @Test
  void areNotFewerBecauseOfARefusalThatStandsAlone() {
    for (int i = 0; i < 8; i++) {
      Exchange call = gate.call("v_" + i);
      gate.answer(call, 200);
      REDIS.get().client().getKeys().delete("newsreel:{0}:slots:heygen");
    }
    taken();

    gate.answer(gate.call("v_other00"), 429, "Retry-After", "1");

    assertThat(REDIS.hash("newsreel:{0}:gate:test"))
        .doesNotContainKeys("slots_learnt", "wait_until");
  }

  @Test
  void areTriedAgainOneByOneAndLaterEachTimeInVain() {
    VideoJob held = taken();
    slots.saved(held, ordered(held));
    gate.answer(gate.call(), 429, "Retry-After", "1");
    clock.advance(Duration.ofSeconds(61));

    for (int minutes : new int[] {2, 4, 8}) {
      Exchange one = gate.call();
      assertThat(one).isNotNull();
      assertThat(gate.call()).as("only one more at a time").isNull();
      gate.answer(one, 429, "Retry-After", "1");
      clock.advance(Duration.ofMinutes(minutes).minusSeconds(1));
      assertThat(gate.open()).isZero();
      clock.advance(Duration.ofSeconds(2));
    }

    gate.answer(gate.call(), 200);
    assertThat(REDIS.hash("newsreel:{0}:gate:test")).containsEntry("slots_learnt", "2");
  }
}
