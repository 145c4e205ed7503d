package dev.newsreel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private final Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));

  @ParameterizedTest
  @CsvSource({
    "0, PT2S",
    "1, PT2S",
    "2, PT4S",
    "3, PT8S",
    "8, PT256S",
    "9, PT300S",
    "1000, PT300S",
    "2147483647, PT300S"
  })
  void doublesUpToTheLongestWithJitter(int failures, Duration step) {
    for (int i = 0; i < 200; i++) {
      assertThat(backoff.after(failures)).isBetween(step.dividedBy(2), step);
    }
  }

  @Test
  void doesNotBringFailedJobsBackAsOne() {
    Set<Duration> delays = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      delays.add(backoff.after(5));
    }
    assertThat(delays).hasSizeGreaterThan(50);
  }

  @Test
  void neverAsksForLessThanNothing() {
    assertThat(Backoff.jitter(Duration.ZERO)).isBetween(Duration.ZERO, Duration.ofMillis(1));
  }
}
