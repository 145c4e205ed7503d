package dev.newsreel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.ProviderDown;
import dev.newsreel.wire.WireFailures;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BreakersTest {

  private final CircuitBreaker breaker =
      Breakers.of("heygen", Duration.ofHours(1), Duration.ofHours(1));

  private void fail(int times, Exception failure) {
    for (int i = 0; i < times; i++) {
      breaker.onError(1, TimeUnit.MILLISECONDS, failure);
    }
  }

  private void succeed(int times) {
    for (int i = 0; i < times; i++) {
      breaker.onSuccess(1, TimeUnit.MILLISECONDS);
    }
  }

  private static Exception down() {
    return new ProviderDown(Outcome.UNKNOWN, "HeyGen answered 500", null);
  }

  @Test
  void openAfterFiveFailuresSoThatTwentyVideosADayCanOpenThem() {
    fail(4, down());
    assertThat(breaker.getState()).isEqualTo(State.CLOSED);

    fail(1, down());

    assertThat(breaker.getState()).isEqualTo(State.OPEN);
    assertThat(breaker.getName()).isEqualTo("heygen");
  }

  @Test
  void stayClosedWhileMostCallsSucceed() {
    succeed(6);
    fail(8, down());
    assertThat(breaker.getState()).isEqualTo(State.CLOSED);

    fail(1, down());

    assertThat(breaker.getState()).isEqualTo(State.OPEN);
  }

  @Test
  void countConnectionsThatFailAndAnswersThatAreLost() {
    fail(3, WireFailures.notSent());
    fail(2, new IllegalStateException("wrapped", WireFailures.answerLost()));

    assertThat(breaker.getState()).isEqualTo(State.OPEN);
  }

  @Test
  void doNotCountWhatIsOurFaultOrOneJobs() {
    fail(20, WireFailures.addressRefused());
    fail(20, WireFailures.tooLarge());
    fail(20, new CallFailed(Outcome.ANSWERED, Remedy.GIVE_UP, "400", null));
    fail(20, new CallFailed(Outcome.ANSWERED, Remedy.WAIT, "429", null));
    fail(20, new IllegalStateException("a fault of ours"));

    assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
  }

  @Test
  void letOneCallTryWhileTheyAreHalfOpen() {
    fail(5, down());
    breaker.transitionToHalfOpenState();

    assertThat(breaker.tryAcquirePermission()).isTrue();
    assertThat(breaker.tryAcquirePermission()).isFalse();

    succeed(1);
    assertThat(breaker.getState()).isEqualTo(State.CLOSED);
  }

  @Test
  void openAgainWhenTheOneThatTriedHasFailed() {
    fail(5, down());
    breaker.transitionToHalfOpenState();
    breaker.acquirePermission();

    fail(1, down());

    assertThat(breaker.getState()).isEqualTo(State.OPEN);
  }
}
