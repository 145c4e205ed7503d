package dev.newsreel.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.Test;

/** What no longer turns is seen, and seen no more when it turns again or has ended. */
class LoopsTest {

  private static final Duration OFTEN = Duration.ofMillis(1);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Loops loops = new Loops(registry, Duration.ofSeconds(1));
  private final LoopsHealth health = new LoopsHealth(loops);

  private double overdue(String name) {
    return registry.get("loop.overdue").tag("loop", name).gauge().value();
  }

  @Test
  void whatStandsStillIsNamedUntilItTurnsAgain() {
    Loop standing = loops.watch("standing", OFTEN);
    loops.watch("slow", Duration.ofMinutes(1));
    assertThat(health.call().getState()).isEqualTo(State.UP);

    await().until(() -> health.call().getState() == State.DOWN);

    assertThat(health.call().getDetails()).containsKey("standing").doesNotContainKey("slow");
    assertThat(overdue("standing")).isOne();
    assertThat(overdue("slow")).isZero();
    standing.turned();
    assertThat(health.call().getState()).isEqualTo(State.UP);
    assertThat(overdue("standing")).isZero();
  }

  @Test
  void whatHasEndedOnPurposeIsMissedByNobody() {
    Loop ended = loops.watch("ended", OFTEN);
    await().until(() -> !loops.overdue().isEmpty());

    loops.forget(ended);
    loops.forget(ended);

    assertThat(loops.overdue()).isEmpty();
    assertThat(registry.find("loop.overdue").gauges()).isEmpty();
    assertThat(registry.find("loop.age").gauges()).isEmpty();
  }

  @Test
  void itCountsForLivenessAndTheOthersDoNot() {
    assertThat(health.isLiveness()).isTrue();
  }
}
