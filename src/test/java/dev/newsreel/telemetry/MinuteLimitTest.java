package dev.newsreel.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MinuteLimitTest {

  // The clock of the machine may be below zero, and may pass it.
  private final AtomicLong nanos = new AtomicLong(-5);
  private final MinuteLimit limit = new MinuteLimit(60, nanos::get);

  private long passed(int tries) {
    return IntStream.range(0, tries).filter(i -> limit.passes()).count();
  }

  @Test
  void letsSoManyPassAMinute() {
    assertThat(passed(1000)).isEqualTo(60);

    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    assertThat(passed(10)).isZero();

    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(passed(1000)).isEqualTo(60);
  }
}
