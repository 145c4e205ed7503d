package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDatesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tue, 02 Jan 2024 03:04:05 GMT | 2024-01-02T03:04:05Z",
        "Tue, 2 Jan 24 03:04 +0100 | 2024-01-02T02:04:00Z",
        "Fri, 02 Jan 2024 03:04:05 EST | 2024-01-02T08:04:05Z",
        "02 Jan 2024 03:04:05 -02:30 | 2024-01-02T05:34:05Z",
        "2 January 2024 | 2024-01-02T00:00:00Z",
        "January 2, 2024 3:04 pm | 2024-01-02T15:04:00Z",
        "Tue Jan  2 03:04:05 GMT 2024 | 2024-01-02T03:04:05Z",
        "Tue Jan 02 03:04:05 +0100 2024 | 2024-01-02T02:04:05Z",
        "2024-01-02T03:04:05Z | 2024-01-02T03:04:05Z",
        "2024-01-02T03:04:05.678+01:00 | 2024-01-02T02:04:05Z",
        "2024-01-02T03:04:05-0500 | 2024-01-02T08:04:05Z",
        "2024-01-02 03:04:05 | 2024-01-02T03:04:05Z",
        "2024-01-02 03:04:05 +0100 | 2024-01-02T02:04:05Z",
        "2024-01-02T03:04 | 2024-01-02T03:04:00Z",
        "2024-01-02 | 2024-01-02T00:00:00Z",
        "2024-01 | 2024-01-01T00:00:00Z",
        "2024 | 2024-01-01T00:00:00Z",
        "20240102 | 2024-01-02T00:00:00Z",
        "2024/01/02 03:04:05 | 2024-01-02T03:04:05Z",
        "1704164645 | 2024-01-02T03:04:05Z",
        "1704164645000 | 2024-01-02T03:04:05Z",
        "Di, 02 März 2024 03:04:05 +0100 | 2024-03-02T02:04:05Z",
        "2. Dezember 2023 | 2023-12-02T00:00:00Z",
        "mar., 02 janv. 2024 03:04:05 +0100 | 2024-01-02T02:04:05Z",
        "mar, 02 ene 2024 03:04:05 GMT | 2024-01-02T03:04:05Z",
        "02 fevereiro 2024 | 2024-02-02T00:00:00Z",
        "Вт, 02 янв 2024 03:04:05 +0300 | 2024-01-02T00:04:05Z",
        "Mon, 22 Nov 2026 24:00:00 GMT | 2026-11-23T00:00:00Z",
      })
  void readsWhatFeedsWrite(String written, Instant expected) {
    assertThat(FeedDates.read(written, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "soon",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0",
        "1994-12-31",
        "2026-11-23T12:00:01Z",
        "2099-01-01",
        "2024-13-45",
        "99999999999999999999",
        "Feb 31, 2024",
        "12345"
      })
  void givesNoneForWhatCannotBe(String written) {
    assertThat(FeedDates.read(written, NOW)).isNull();
  }
}
