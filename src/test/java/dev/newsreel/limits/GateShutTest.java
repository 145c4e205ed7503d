package dev.newsreel.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.TestClock;
import dev.newsreel.redis.FaultyLine;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.redis.TestRedis;
import dev.newsreel.wire.WireFailures;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GateShutTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final TestClock clock = new TestClock();
  private final TestGate gate = TestGate.of(REDIS.get(), clock, "auto", 0);
  private final TestGate elsewhere = TestGate.of(REDIS.get(), clock, "auto", 0);

  @BeforeEach
  void knowThatNothingHoldsBack() {
    gate.answer(gate.call(), 200);
  }

  private static Map<String, String> known() {
    return REDIS.hash("newsreel:{0}:gate:test");
  }

  private double alerts() {
    return gate.meters.counter("provider.alerts", "gate", "test").count()
        + elsewhere.meters.counter("provider.alerts", "gate", "test").count();
  }

  @Test
  void aRefusalOfAllWorkStopsAllNodesWithOneAlert() {
    Exchange first = gate.call();
    Exchange second = elsewhere.call();
    gate.refuse(first, "no_credit");
    elsewhere.refuse(second, "no_credit");

    assertThat(gate.open()).isZero();
    assertThat(elsewhere.open()).isZero();
    assertThat(elsewhere.call()).isNull();
    assertThat(alerts()).isOne();
    assertThat(known())
        .containsEntry("shut_code", "no_credit")
        .containsEntry("shut_message", "Submagic answered 402")
        .containsEntry("shut_since", Long.toString(TestClock.START.toEpochMilli()));
  }

  @Test
  void oneJobAtATimeFindsOutWhetherItWorksAgain() {
    gate.refuse(gate.call(), "no_credit");

    for (int minutes : new int[] {1, 2, 4, 8, 10, 10}) {
      clock.advance(Duration.ofMinutes(minutes).minusSeconds(1));
      assertThat(gate.open()).as("%d minutes", minutes).isZero();
      clock.advance(Duration.ofSeconds(1));
      assertThat(gate.open()).isOne();
      Exchange probe = gate.call();
      assertThat(elsewhere.open()).isZero();
      assertThat(elsewhere.call()).isNull();
      gate.refuse(probe, "no_credit");
    }

    clock.advance(Duration.ofMinutes(10));
    gate.answer(gate.call(), 200);
    clock.advance(Duration.ofSeconds(1));
    assertThat(elsewhere.open()).isEqualTo(1_000_000);
    assertThat(known()).doesNotContainKey("shut_code");
    assertThat(alerts()).isOne();
  }

  @Test
  void onlyAnAnswerToTheAttemptOpensIt() {
    Exchange before = elsewhere.call();
    gate.refuse(gate.call(), "no_credit");

    elsewhere.answer(before, 200);
    assertThat(known()).containsKey("shut_code");

    clock.advance(Duration.ofMinutes(1));
    gate.answer(gate.call(), 400);
    assertThat(known()).as("a fault of that job proves nothing").containsKey("shut_code");
    assertThat(gate.open()).isZero();
  }

  @Test
  void aRefusalFromBeforeItWasOpenedShutsNothing() {
    Exchange old = elsewhere.call();
    gate.refuse(gate.call(), "no_credit");
    clock.advance(Duration.ofMinutes(1));
    gate.answer(gate.call(), 200);

    elsewhere.refuse(old, "no_credit");

    assertThat(known()).doesNotContainKey("shut_code");
  }

  @Test
  void anAttemptThatDiesOrIsLostIsFollowedByAnother() {
    gate.refuse(gate.call(), "no_credit");
    clock.advance(Duration.ofMinutes(1));
    assertThat(gate.call()).isNotNull();

    clock.advance(TestGate.CALL);
    Exchange next = elsewhere.call();
    assertThat(next).as("the node of the first one died").isNotNull();
    elsewhere.fail(next, WireFailures.answerLost());
    assertThat(elsewhere.open()).isZero();

    clock.advance(Duration.ofMinutes(1));
    assertThat(gate.open()).isOne();
  }

  @Test
  void whatConcernsOneJobShutsNothing() {
    Exchange call = gate.call();
    gate.fail(
        call,
        new CallFailed(Outcome.ANSWERED, Remedy.GIVE_UP, "400", TestGate.refusal("x").details()));
    gate.fail(
        gate.call(),
        new CallFailed(Outcome.ANSWERED, Remedy.WAIT, "429", TestGate.refusal("x").details()));

    assertThat(known()).doesNotContainKey("shut_code");
  }

  @Test
  void aMessageThatSaysMoreThanItsJobIsLeftToItsQueue() {
    gate.refuse(gate.call(), "no_credit");
    Exchange told = TestGate.message("v_told00", "project#1");

    assertThatThrownBy(() -> gate.gate().take(told))
        .isInstanceOf(CallFailed.class)
        .hasMessageContaining("shut");
    assertThat(REDIS.due()).isEmpty();
  }

  @Test
  void aRepeatAfterALostReplyIsTheSameAlertAndTheSameTurn() throws Exception {
    try (FaultyLine line = new FaultyLine(TestRedis.url());
        Redis shaky = line.connect()) {
      TestGate far = TestGate.of(shaky, clock, "10/s", 0);
      line.cutNextAnswerTo("v_once00");
      Exchange once = far.call("v_once00");
      assertThat(once).isNotNull();
      assertThat(known()).containsEntry("own_left", "0");
      line.cutNextAnswerTo("no_credit");
      far.refuse(once, "no_credit");

      assertThat(line.cuts()).isEqualTo(2);
      assertThat(far.meters.counter("provider.alerts", "gate", "test").count()).isOne();
    }
  }
}
