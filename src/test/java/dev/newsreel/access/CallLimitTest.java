package dev.newsreel.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.SharedRedis;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallLimitTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private static CallLimit at(int second, int perMinute) {
    Clock clock = Clock.fixed(NOON.plusSeconds(second), ZoneOffset.UTC);
    return new CallLimit(REDIS.get(), clock, perMinute);
  }

  @Test
  void letsSoManyThroughWithinAnyMinute() {
    assertThat(at(0, 2).count("a")).isEmpty();
    assertThat(at(40, 2).count("a")).isEmpty();

    assertThat(at(59, 2).count("a")).contains(Duration.ofSeconds(1));
    assertThat(at(61, 2).count("a")).isEmpty();
    assertThat(at(62, 2).count("a")).contains(Duration.ofSeconds(38));
  }

  @Test
  void aRefusedCallDoesNotCount() {
    assertThat(at(0, 1).count("a")).isEmpty();
    IntStream.range(1, 50).forEach(s -> assertThat(at(s, 1).count("a")).isPresent());

    assertThat(at(60, 1).count("a")).isEmpty();
  }

  @Test
  void callersDoNotShareTheirLimit() {
    assertThat(at(0, 1).count("a")).isEmpty();

    assertThat(at(0, 1).count("b")).isEmpty();
  }

  @Test
  void allNodesCountTogether() {
    CallLimit here = at(0, 10);
    CallLimit there = at(0, 10);

    long through =
        IntStream.range(0, 40)
            .parallel()
            .filter(i -> (i % 2 == 0 ? here : there).count("a").isEmpty())
            .count();

    assertThat(through).isEqualTo(10);
  }

  @Test
  void aLowerLimitTakesHoldAtOnce() {
    IntStream.range(0, 5).forEach(s -> assertThat(at(s, 5).count("a")).isEmpty());

    assertThat(at(10, 2).count("a")).contains(Duration.ofSeconds(53));
  }
}
