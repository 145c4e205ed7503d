package dev.newsreel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.TestClock;
import dev.newsreel.redis.FaultyLine;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.redis.TestRedis;
import dev.newsreel.wire.WireFailures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Redis has written down how a call ended, and its answer was lost: it counts once. */
class GateLostReplyTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final String JOB = "v_lost00";
  private static final Slots.Limits TEN =
      new Slots.Limits(10, Duration.ofSeconds(20), Duration.ofHours(4));

  private static FaultyLine line;
  private static Redis far;

  private final TestClock clock = new TestClock();

  @BeforeAll
  static void connect() throws IOException {
    line = new FaultyLine(TestRedis.url());
    far = line.connect();
    // A script that Redis does not know is sent twice; here only the second answer matters.
    TestGate warm = TestGate.of(far, new TestClock(), "auto", 0);
    warm.answer(warm.call(), 200);
    warm.refuse(warm.call(), "warm");
  }

  @AfterAll
  static void disconnect() {
    far.close();
    line.close();
  }

  @AfterEach
  void oneAnswerWasLost() {
    assertThat(line.cuts()).isPositive();
  }

  private static Map<String, String> known() {
    return REDIS.hash("newsreel:{0}:gate:test");
  }

  /** Lets the end of a call be told, and the answer to that be lost. */
  private static String told(TestGate gate, Exchange call, int status, Duration pause) {
    int before = line.cuts();
    Turn turn = call.getProperty(Turn.PROPERTY, Turn.class);
    line.cutNextAnswerTo(turn.call());
    List<String> nothing = GateStore.Ending.NOTHING;
    GateStore.Ending ending = new GateStore.Ending(status, pause, nothing);
    String learnt = gate.gate().store().learn(turn.job(), turn.call(), ending);
    assertThat(line.cuts()).isEqualTo(before + 1);
    return learnt;
  }

  @Test
  void whatWasNeverSentIsGivenBackOnce() {
    TestGate gate = TestGate.of(far, clock, "100/s", 0);
    gate.call();
    gate.call();
    Exchange call = gate.call(JOB);
    assertThat(known()).containsEntry("own_left", "7");

    line.cutNextAnswerTo(JOB);
    gate.fail(call, WireFailures.notSent());

    assertThat(known()).containsEntry("own_left", "8");
  }

  @Test
  void aCallWhoseOwnAnswerWasLostCountsOnce() {
    TestGate gate = TestGate.of(far, clock, "auto", 0);
    gate.answer(gate.call(), 30, 3, TestClock.START.plusSeconds(3600));
    Exchange call = gate.call(JOB);

    line.cutNextAnswerTo(JOB);
    gate.fail(call, WireFailures.answerLost());

    assertThat(gate.open()).isEqualTo(2);
  }

  @Test
  void anAnswerWithALimitCountsOnce() {
    TestGate gate = TestGate.of(far, clock, "auto", 0);
    Exchange call = gate.call(JOB);

    line.cutNextAnswerTo(JOB);
    gate.answer(call, 30, 3, TestClock.START.plusSeconds(3600));

    assertThat(gate.open()).isEqualTo(3);
    assertThat(known()).containsEntry("calls_used", "27");
  }

  @Test
  void theCallThatFindsAShutProviderOpenIsToldSo() {
    TestGate gate = TestGate.of(far, clock, "auto", 0);
    gate.answer(gate.call(), 200);
    gate.refuse(gate.call(), "no_credit");
    clock.advance(Duration.ofMinutes(1));
    Exchange probe = gate.call(JOB);

    assertThat(told(gate, probe, 200, null)).isEqualTo("opened");

    assertThat(known()).doesNotContainKey("shut_code");
  }

  @Test
  void aProbeInVainMakesThePauseTwiceAsLongOnce() {
    TestGate gate = TestGate.of(far, clock, "auto", 0);
    gate.answer(gate.call(), 200);
    gate.refuse(gate.call(), "no_credit");
    clock.advance(Duration.ofMinutes(1));
    Exchange probe = gate.call(JOB);

    told(gate, probe, 402, null);
    line.cutNextAnswerTo("no_credit");
    gate.refuse(probe, "no_credit");

    assertThat(known()).containsEntry("shut_pause", "120000");
  }

  @Test
  void oneSlotMoreThatWasTriedInVainTeachesOnce() {
    Slots slots = new Slots(REDIS.get(), clock, Slots.Kind.RENDERS, TEN);
    TestGate gate = TestGate.withSlots(far, clock, slots);
    gate.answer(gate.call(), 200);
    gate.answer(gate.call(), 429, "Retry-After", "1");
    clock.advance(Duration.ofSeconds(2));
    gate.answer(gate.call(), 429, "Retry-After", "1");
    assertThat(known()).containsEntry("slots_learnt", "1");
    clock.advance(Duration.ofSeconds(61));
    gate.answer(gate.call(), 200);
    Exchange one = gate.call(JOB);
    assertThat(known()).containsEntry("slots_learnt", "2");

    String learnt = told(gate, one, 429, Duration.ofHours(1));

    assertThat(learnt).isEqualTo("fewer");
    assertThat(known())
        .containsEntry("slots_learnt", "1")
        .containsEntry("slots_pause", "120000")
        .satisfies(g -> assertThat(wait(g)).as("nobody waits").isBefore(clock.instant()));
  }

  private static Instant wait(Map<String, String> gate) {
    return Instant.ofEpochMilli(Long.parseLong(gate.getOrDefault("wait_until", "0")));
  }
}
