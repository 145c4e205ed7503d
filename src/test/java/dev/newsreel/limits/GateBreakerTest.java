package dev.newsreel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.TestClock;
import dev.newsreel.redis.SharedRedis;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GateBreakerTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final CircuitBreaker breaker =
      Breakers.of("submagic", Duration.ofHours(1), Duration.ofHours(1));
  private final TestGate gate = TestGate.behind(REDIS.get(), new TestClock(), breaker);

  @BeforeEach
  void knowThatNothingHoldsBack() {
    gate.answer(gate.call(), 200);
  }

  @Test
  void letsNobodyReadWhileItIsOpen() {
    assertThat(gate.open()).isPositive();

    breaker.transitionToOpenState();

    assertThat(gate.open()).isZero();
  }

  @Test
  void letsExactlyOneJobTryWhileItIsHalfOpen() {
    breaker.transitionToOpenState();
    breaker.transitionToHalfOpenState();

    assertThat(gate.open()).isOne();
    Exchange one = gate.call();
    assertThat(one).isNotNull();
    assertThat(gate.open()).isZero();
    assertThat(gate.call()).isNull();

    gate.answer(one, 200);
    assertThat(gate.open()).isOne();
  }
}
