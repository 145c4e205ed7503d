package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration JITTER = Duration.ofSeconds(90);
  private static final Cron DAILY = Cron.of("0 7 * * *", ZoneOffset.UTC);

  @Test
  void comesAtTheFeedsPlaceInThePeriodAndNotTooSoon() {
    Schedule schedule = Schedule.every(QUARTER);
    Instant place = schedule.next(NOW, Duration.ZERO, "town");

    for (int late = 0; late < 400; late += 37) {
      assertThat(schedule.next(place.plusSeconds(late), Duration.ZERO, "town"))
          .isEqualTo(place.plus(QUARTER));
    }
    assertThat(delays(schedule, NOW))
        .allSatisfy(d -> assertThat(d).isBetween(QUARTER.dividedBy(2), QUARTER.multipliedBy(2)));
  }

  @Test
  void leavesAFeedAloneAsLongAsItAsks() {
    Duration wish = Duration.ofHours(30);

    Instant often = Schedule.every(QUARTER).next(NOW, wish, "town");
    Instant daily = Schedule.by(DAILY).within(Duration.ZERO).next(NOW, wish, "town");

    assertThat(often).isBetween(NOW.plus(wish), NOW.plus(wish).plus(QUARTER));
    assertThat(daily).isEqualTo("2026-11-24T07:00:00Z");
  }

  @Test
  void comesAtTheTimeOfTheClockAndWithinTheJitter() {
    Schedule schedule = new Schedule(null, DAILY, JITTER);

    assertThat(delays(schedule, Instant.parse("2026-11-23T07:00:00Z")))
        .allSatisfy(d -> assertThat(d).isBetween(Duration.ZERO, JITTER));
  }

  @Test
  void spreadsFeedsOverTheWholeJitter() {
    Schedule schedule = new Schedule(null, DAILY, JITTER);
    List<Duration> delays = delays(schedule, Instant.parse("2026-11-23T07:00:00Z"));

    long early = delays.stream().filter(d -> d.compareTo(JITTER.dividedBy(2)) < 0).count();
    assertThat(early).isBetween(400L, 600L);
    assertThat(delays).anyMatch(d -> d.compareTo(Duration.ofSeconds(5)) < 0);
    assertThat(delays).anyMatch(d -> d.compareTo(Duration.ofSeconds(85)) > 0);
  }

  @Test
  void isTheSameOnEveryNode() {
    Schedule one = new Schedule(null, DAILY, JITTER);
    Schedule other = new Schedule(null, Cron.of("0  7 * * *", ZoneOffset.UTC), JITTER);

    assertThat(one).isEqualTo(other);
    assertThat(one.text()).isEqualTo(other.text()).isEqualTo("cron 0 7 * * * Z +90s");
    assertThat(one.next(NOW, Duration.ZERO, "town"))
        .isEqualTo(other.next(NOW, Duration.ZERO, "town"));
  }

  @Test
  void isNotPassedOverWhenAskedBetweenTheTimeAndItsJitter() {
    Schedule schedule = new Schedule(null, DAILY, JITTER);
    String feed =
        IntStream.range(0, 100)
            .mapToObj(i -> "feed-" + i)
            .filter(f -> delay(schedule, f).toSeconds() > 10)
            .findFirst()
            .orElseThrow();
    Instant planned = schedule.next(NOW, Duration.ZERO, feed);

    assertThat(schedule.next(planned.minusSeconds(5), Duration.ZERO, feed)).isEqualTo(planned);
    assertThat(schedule.next(planned, Duration.ZERO, feed))
        .isEqualTo(planned.plus(Duration.ofDays(1)));
  }

  @Test
  void beginsAtOnceOrByTheClock() {
    assertThat(new Schedule(QUARTER, null, JITTER).first(NOW, "town")).isEqualTo(NOW);
    assertThat(new Schedule(null, DAILY, JITTER).first(NOW, "town"))
        .isAfterOrEqualTo(Instant.parse("2026-11-23T07:00:00Z"));
  }

  @Test
  void needsExactlyOneOfPeriodAndClock() {
    assertThatThrownBy(() -> new Schedule(null, null, JITTER))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Schedule(QUARTER, DAILY, JITTER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aShareOfThePeriodIsDrawnAndThatOfAClockIsNot() {
    assertThat(Schedule.every(QUARTER).drawn()).hasSeconds(18);
    assertThat(Schedule.by(DAILY).drawn()).isZero();
    assertThat(Schedule.by(DAILY).jitter()).hasMinutes(6);
  }

  private static List<Duration> delays(Schedule schedule, Instant from) {
    return IntStream.range(0, 1000)
        .mapToObj(i -> Duration.between(from, schedule.next(NOW, Duration.ZERO, "feed-" + i)))
        .toList();
  }

  private static Duration delay(Schedule schedule, String feed) {
    return Duration.between(
        Instant.parse("2026-11-23T07:00:00Z"), schedule.next(NOW, Duration.ZERO, feed));
  }
}
