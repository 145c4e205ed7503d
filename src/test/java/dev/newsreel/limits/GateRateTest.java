package dev.newsreel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.TestClock;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.wire.WireFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateRateTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Instant HOUR = TestClock.START.plusSeconds(3600);

  private final TestClock clock = new TestClock();
  private final TestGate gate = TestGate.of(REDIS.get(), clock, "auto", 0);
  private final TestGate elsewhere = TestGate.of(REDIS.get(), clock, "auto", 0);

  @Test
  void oneCallGoesOutBeforeAnythingIsKnown() {
    assertThat(gate.open()).isOne();
    Exchange first = gate.call();

    assertThat(first).isNotNull();
    assertThat(elsewhere.open()).isZero();
    assertThat(elsewhere.call()).isNull();
  }

  @Test
  void anAnswerWithoutHeadersHoldsNothingBackForAnHour() {
    gate.answer(gate.call(), 200);

    assertThat(elsewhere.open()).isEqualTo(1_000_000);
    for (int i = 0; i < 50; i++) {
      assertThat(elsewhere.call()).isNotNull();
    }
    clock.advance(Duration.ofMinutes(61));
    assertThat(gate.open()).isOne();
  }

  @Test
  void aFailureOfTheProvidersEdgeDeclaresNothing() {
    gate.answer(gate.call(), 502);

    assertThat(gate.open()).isOne();
  }

  @Test
  void whatAnAnswerLeavesIsSharedByAllNodes() {
    gate.answer(gate.call(), 30, 3, HOUR);

    assertThat(gate.open()).isEqualTo(3);
    assertThat(gate.call()).isNotNull();
    assertThat(elsewhere.call()).isNotNull();
    assertThat(elsewhere.call()).isNotNull();
    assertThat(gate.call()).as("calls on their way are counted").isNull();
    assertThat(gate.open()).isZero();
  }

  @Test
  void answersInAnyOrderCountAllTheSame() {
    gate.answer(gate.call(), 30, 29, HOUR);
    Exchange second = gate.call();
    Exchange third = elsewhere.call();
    elsewhere.answer(third, 30, 27, HOUR);
    gate.answer(second, 30, 28, HOUR);

    assertThat(gate.open()).isEqualTo(27);
  }

  @Test
  void aWindowThatIsOverIsTriedWithOneCall() {
    gate.answer(gate.call(), 30, 0, HOUR);
    assertThat(gate.open()).isZero();

    clock.advance(Duration.ofSeconds(3602));
    assertThat(gate.open()).isOne();
    gate.answer(gate.call(), 30, 29, HOUR.plusSeconds(3600));
    assertThat(gate.open()).isEqualTo(29);
  }

  @Test
  void aLateAnswerOfTheWindowBeforeChangesNothing() {
    gate.answer(gate.call(), 30, 28, HOUR);
    Exchange old = gate.call();
    clock.advance(Duration.ofSeconds(3599));
    Exchange fresh = gate.call();
    clock.advance(Duration.ofSeconds(3));
    gate.answer(fresh, 30, 29, HOUR.plusSeconds(3600));

    gate.answer(old, 30, 27, HOUR);

    assertThat(gate.open()).isEqualTo(29);
  }

  @Test
  void aLostAnswerMayHaveBeenCounted() {
    gate.answer(gate.call(), 30, 3, HOUR);

    gate.fail(gate.call(), WireFailures.answerLost());
    assertThat(gate.open()).isEqualTo(2);

    gate.fail(gate.call(), WireFailures.notSent());
    assertThat(gate.open()).as("what was never sent was not counted").isEqualTo(2);
  }

  @Test
  void theCallOfADeadNodeIsCountedAndBlocksNobody() {
    assertThat(gate.call()).isNotNull();
    assertThat(elsewhere.open()).isZero();
    clock.advance(TestGate.CALL.plusSeconds(1));
    assertThat(elsewhere.open()).isOne();

    elsewhere.answer(elsewhere.call(), 30, 3, HOUR);
    assertThat(elsewhere.call()).isNotNull();
    clock.advance(TestGate.CALL.plusSeconds(1));
    assertThat(elsewhere.call()).isNotNull();
    assertThat(elsewhere.call()).isNotNull();
    assertThat(elsewhere.call()).isNull();
  }

  @Test
  void aFirstLookThatIsNotAnsweredHoldsOthersBackForTenSecondsOnly() {
    assertThat(gate.call()).as("its node dies").isNotNull();

    clock.advance(Duration.ofMillis(9_999));
    assertThat(elsewhere.open()).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(elsewhere.open()).isOne();
    assertThat(elsewhere.call()).isNotNull();
    assertThat(elsewhere.call()).as("again one at a time").isNull();
  }

  @Test
  void aLookAtTheNextWindowThatIsNotAnsweredHoldsOthersBackForTenSecondsOnly() {
    gate.answer(gate.call(), 30, 30, HOUR);
    clock.advance(Duration.ofMinutes(61));
    assertThat(gate.call()).as("its node dies").isNotNull();
    assertThat(elsewhere.call()).isNull();

    clock.advance(Duration.ofSeconds(10));
    Exchange next = elsewhere.call();
    elsewhere.answer(next, 30, 29, HOUR.plusSeconds(3600));

    assertThat(elsewhere.open()).as("the dead node's call may have been counted").isEqualTo(28);
  }

  @Test
  void theProvidersClockSaysWhenItsWindowEnds() {
    gate.answer(
        gate.call(),
        200,
        "X-RateLimit-Limit",
        "30",
        "X-RateLimit-Remaining",
        "0",
        "X-RateLimit-Reset",
        Long.toString(TestClock.START.plusSeconds(7260).getEpochSecond()),
        "Date",
        "Sun, 22 Nov 2026 12:00:00 GMT");

    clock.advance(Duration.ofSeconds(59));
    assertThat(gate.open()).isZero();
    clock.advance(Duration.ofSeconds(2));
    assertThat(gate.open()).isOne();
  }

  @Test
  void nothingGoesOutWhileTheProviderWantsUsToWait() {
    gate.answer(gate.call(), 200);
    Exchange before = gate.call();
    gate.answer(gate.call(), 429, "Retry-After", "30");
    gate.answer(before, 200);

    clock.advance(Duration.ofSeconds(29));
    assertThat(elsewhere.open()).isZero();
    assertThat(elsewhere.call()).isNull();
    clock.advance(Duration.ofSeconds(2));
    assertThat(elsewhere.open()).isPositive();
  }

  @Test
  void whatOnlyTheBodySaysIsWaitedForLikeTheHeader() {
    gate.answer(gate.call(), 200);
    Exchange call = gate.call();
    call.getMessage().setBody("{\"error\":\"RATE_LIMIT_EXCEEDED\",\"retryAfter\":30}");
    gate.answer(call, 429);

    clock.advance(Duration.ofSeconds(29));
    assertThat(elsewhere.open()).isZero();
    clock.advance(Duration.ofSeconds(2));
    assertThat(elsewhere.open()).isPositive();
  }

  @Test
  void millisecondsAreWaitedForToTheMillisecond() {
    gate.answer(gate.call(), 200);
    gate.answer(gate.call(), 429, "retry-after-ms", "250", "Retry-After", "30");

    clock.advance(Duration.ofMillis(249));
    assertThat(elsewhere.open()).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(gate.open()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"30/h, 3600", "40/m, 60", "10/s, 1", "1/m, 60", "7/d, 86400"})
  void aNumberIsNeverExceededInAnyWindow(String rate, int seconds) {
    TestGate capped = TestGate.of(REDIS.get(), clock, rate, 0);
    int most = Integer.parseInt(rate.replaceAll("/.*", ""));
    Duration window = Duration.ofSeconds(seconds);
    Deque<Instant> sent = new ArrayDeque<>();
    int all = 0;
    for (int step = 0; step < 160; step++) {
      for (Exchange call = capped.call(); call != null; call = capped.call()) {
        sent.add(clock.instant());
        all++;
        capped.answer(call, 200);
      }
      Instant oldest = clock.instant().minus(window);
      sent.removeIf(at -> !at.isAfter(oldest));
      assertThat(sent.size()).isLessThanOrEqualTo(most);
      clock.advance(window.dividedBy(40));
    }
    assertThat(all).as("four windows are used").isGreaterThanOrEqualTo(most * 2);
  }

  @Test
  void aNumberIsLessWhenTheProviderSaysSo() {
    TestGate capped = TestGate.of(REDIS.get(), clock, "500/m", 0);
    assertThat(capped.open()).isEqualTo(50);

    capped.answer(capped.call(), 30, 2, HOUR);

    assertThat(capped.open()).isEqualTo(2);
  }

  @Test
  void aLimitThatFillsUpAgainIsFollowed() {
    String[] told = {
      "x-ratelimit-limit-requests", "100",
      "x-ratelimit-remaining-requests", "0",
      "x-ratelimit-reset-requests", "1m40s"
    };
    gate.answer(gate.call(), 200, told);
    assertThat(gate.open()).isZero();

    clock.advance(Duration.ofMillis(10_100));
    assertThat(gate.open()).isEqualTo(10);
    clock.advance(Duration.ofMinutes(3));
    assertThat(gate.open()).isEqualTo(100);
  }

  @Test
  void tokensHoldBackAsRequestsDo() {
    TestGate tokens = TestGate.of(REDIS.get(), clock, "auto", 1900);
    String[] told = {
      "x-ratelimit-limit-requests", "10000",
      "x-ratelimit-remaining-requests", "9999",
      "x-ratelimit-reset-requests", "6ms",
      "x-ratelimit-limit-tokens", "60000",
      "x-ratelimit-remaining-tokens", "4000",
      "x-ratelimit-reset-tokens", "56s"
    };
    tokens.answer(tokens.call(), 200, told);

    assertThat(tokens.open()).isEqualTo(2);
    assertThat(tokens.call()).isNotNull();
    assertThat(tokens.call()).isNotNull();
    assertThat(tokens.call()).isNull();
  }

  @Test
  void looksLeaveTheLastQuarterToWebhooks() {
    TestGate reads = TestGate.ofReads(REDIS.get(), clock, "auto");
    reads.answer(reads.call(), 100, 25, HOUR);

    assertThat(reads.call("v_late00")).isNull();

    Exchange told = TestGate.message("v_told00", "project#1");
    reads.gate().take(told);
    assertThat(told.isRouteStop()).isFalse();
    assertThat(REDIS.due()).containsOnlyKeys("captions-answers|v_late00");
    assertThat(REDIS.due().values().iterator().next()).isAfterOrEqualTo(HOUR);
  }
}
