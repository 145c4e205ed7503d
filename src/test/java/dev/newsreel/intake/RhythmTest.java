package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RhythmTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration EVERY = Duration.ofMinutes(15);

  @Test
  void timesAreAPeriodApart() {
    Rhythm rhythm = new Rhythm("news", EVERY);
    Instant first = rhythm.from(NOW);

    assertThat(first).isBetween(NOW, NOW.plus(EVERY));
    assertThat(rhythm.from(first)).isEqualTo(first);
    assertThat(rhythm.from(first.plusMillis(1))).isEqualTo(first.plus(EVERY));
  }

  @Test
  void namesThatLookAlikeDoNotBunch() {
    int[] inMinute = new int[15];
    for (int i = 0; i < 2000; i++) {
      Instant time = new Rhythm("feed-" + i, EVERY).from(NOW);
      inMinute[(int) Duration.between(NOW, time).toMinutes()]++;
    }

    assertThat(IntStream.of(inMinute)).as("133 would be even").allMatch(n -> n > 90 && n < 180);
  }
}
