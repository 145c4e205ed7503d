package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlinesTest {

  private static final Duration PERIOD = Duration.ofMinutes(10);

  private static VideoJob ordered() {
    Render render = new Render(1, null, "hv-1", TestClock.START, null, null, null);
    return VideoJob.partial(
        JobIds.next(0, 1),
        d -> {
          d.status = Status.RENDERING;
          d.heygen = render;
        });
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "59, 10", "60, 10", "61, 10.1667", "90, 15", "120, 20", "180, 30"})
  void looksLessOftenAsAnOrderAges(long minutes, double next) {
    Instant now = TestClock.START.plus(Duration.ofMinutes(minutes));

    Duration wait = Deadlines.nextLook(ordered(), now, PERIOD);

    assertThat(wait.toMillis()).isCloseTo(Math.round(next * 60_000), within(100L));
  }

  @Test
  void keepsAPeriodThatIsLongerThanThat() {
    Instant now = TestClock.START.plus(Duration.ofMinutes(61));

    assertThat(Deadlines.nextLook(ordered(), now, Duration.ofHours(1)))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void looksTogetherWithAllOthersOfThePeriodAndNeverLaterThanAfterIt() {
    Instant early = TestClock.START.plusMillis(1);
    Instant late = TestClock.START.plus(PERIOD).minusMillis(1);

    assertThat(Deadlines.together(early, PERIOD, PERIOD)).isEqualTo(TestClock.START.plus(PERIOD));
    assertThat(Deadlines.together(late, PERIOD, PERIOD)).isEqualTo(TestClock.START.plus(PERIOD));
    assertThat(Deadlines.together(TestClock.START, PERIOD, PERIOD))
        .isEqualTo(TestClock.START.plus(PERIOD));
  }
}
