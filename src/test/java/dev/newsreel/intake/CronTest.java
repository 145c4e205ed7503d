package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 7 * * *          | 2026-11-22T06:59:59Z | 2026-11-22T07:00:00Z",
        "0 7 * * *          | 2026-11-22T07:00:00Z | 2026-11-23T07:00:00Z",
        "*/15 * * * *       | 2026-11-22T10:01:00Z | 2026-11-22T10:15:00Z",
        "5/20 * * * *       | 2026-11-22T10:26:00Z | 2026-11-22T10:45:00Z",
        "0,30 9-17 * * 1-5  | 2026-11-20T17:31:00Z | 2026-11-23T09:00:00Z",
        "0 8 * * MON        | 2026-11-22T10:00:00Z | 2026-11-23T08:00:00Z",
        "0 8 * * sun        | 2026-11-22T10:00:00Z | 2026-11-29T08:00:00Z",
        "0 8 * * 7          | 2026-11-22T07:00:00Z | 2026-11-22T08:00:00Z",
        "0 0 1 jan *        | 2026-11-22T10:00:00Z | 2027-01-01T00:00:00Z",
        "0 0 13 * fri       | 2026-11-22T10:00:00Z | 2026-11-27T00:00:00Z",
        "0 0 */2 * mon      | 2026-11-22T10:00:00Z | 2026-11-23T00:00:00Z",
        "0 0 31 * *         | 2026-11-22T10:00:00Z | 2026-12-31T00:00:00Z",
        "59 23 31 12 *      | 2026-12-31T23:59:00Z | 2027-12-31T23:59:00Z",
        "0 12 29 2 *        | 2026-11-22T10:00:00Z | 2028-02-29T12:00:00Z",
        "0 12 29 2 *        | 2096-02-29T12:00:00Z | 2104-02-29T12:00:00Z"
      })
  void findsTheNextTime(String expression, Instant after, Instant expected) {
    assertThat(Cron.of(expression, ZoneOffset.UTC).next(after)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 7 * * *   | 2027-03-27T07:00:00Z | 2027-03-28T05:00:00Z",
        "0 7 * * *   | 2026-10-24T06:00:00Z | 2026-10-25T06:00:00Z",
        "30 2 * * *  | 2027-03-27T02:00:00Z | 2027-03-28T01:00:00Z",
        "30 2 * * *  | 2027-03-28T01:00:00Z | 2027-03-29T00:30:00Z",
        "30 2 * * *  | 2026-10-24T02:00:00Z | 2026-10-25T00:30:00Z",
        "30 2 * * *  | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z"
      })
  void readsTheClockOfItsZoneWhenItIsMoved(String expression, Instant after, Instant expected) {
    assertThat(Cron.of(expression, BERLIN).next(after)).isEqualTo(expected);
  }

  @Test
  void goesOnEveryHourWhileTheClockIsMoved() {
    for (String night : List.of("2026-10-24T22:00:00Z", "2027-03-27T22:00:00Z")) {
      Cron cron = Cron.of("*/30 * * * *", BERLIN);
      List<Duration> gaps = new ArrayList<>();
      Instant before = Instant.parse(night);
      for (int i = 0; i < 12; i++) {
        Instant next = cron.next(before);
        gaps.add(Duration.between(before, next));
        before = next;
      }

      assertThat(gaps).as(night).containsOnly(Duration.ofMinutes(30));
    }
  }

  @Test
  void passesOverADayThatAZoneNeverHad() {
    Cron cron = Cron.of("0 9 * * *", ZoneId.of("Pacific/Apia"));

    Instant last = cron.next(Instant.parse("2011-12-29T00:00:00Z"));
    Instant moved = cron.next(last);

    assertThat(last).isEqualTo(Instant.parse("2011-12-29T19:00:00Z"));
    assertThat(moved).isEqualTo(Instant.parse("2011-12-30T10:00:00Z"));
    assertThat(cron.next(moved)).isEqualTo(Instant.parse("2011-12-30T19:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 7 * *           | five fields",
        "0 0 7 * * *       | five fields",
        "@daily            | five fields",
        "60 7 * * *        | minute '60' is not from 0 to 59",
        "0 24 * * *        | hour '24'",
        "0 0 0 * *         | day of the month '0'",
        "0 0 * 13 *        | month '13'",
        "0 0 * * 8         | day of the week '8'",
        "0 0 * * monday    | day of the week 'monday' is not understood",
        "0 17-9 * * *      | hour '17-9' runs backwards",
        "*/0 * * * *       | step 0",
        "0,, 7 * * *       | minute '' is not understood",
        "-5 7 * * *        | minute '-5' is not understood",
        "0 0 30 2 *        | no such day",
        "0 0 31 4,6,9,11 * | no such day"
      })
  void refusesWhatItDoesNotUnderstandOrNeverComes(String expression, String why) {
    assertThatThrownBy(() -> Cron.of(expression, ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"0 7 * * *,60", "*/15 * * * *,15", "* * * * *,1", "'5,20,50 * * * *',15"})
  void knowsItsShortestGap(String expression, int minutes) {
    assertThat(Cron.of(expression, ZoneOffset.UTC).shortestGap())
        .isEqualTo(Duration.ofMinutes(minutes));
  }
}
