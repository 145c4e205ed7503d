package dev.newsreel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.TestClock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateHeadersTest {

  private static final List<String> NOTHING = Collections.nCopies(8, "");

  private static List<String> read(String... headers) {
    Map<String, Object> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return RateHeaders.read(all, TestClock.START);
  }

  @ParameterizedTest
  @CsvSource({
    "12ms, 12",
    "1s, 1000",
    "6m0s, 360000",
    "1h2m3.5s, 3723500",
    "0s, 0",
    "1m40.2s, 100200",
    "999999999d, 86400000"
  })
  void readsADurationAsOpenAiWritesIt(String text, long millis) {
    assertThat(RateHeaders.duration(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-1", "0", "soon", "1s soon", "-5s", "1 s", "1700000000", "NaN"})
  void ignoresWhatIsNoDuration(String text) {
    assertThat(RateHeaders.duration(text)).isNull();
  }

  @Test
  void readsRequestsAndTokensOfOpenAi() {
    List<String> told =
        read(
            "x-ratelimit-limit-requests", "60",
            "x-ratelimit-remaining-requests", "59",
            "x-ratelimit-reset-requests", "1s",
            "X-RateLimit-Limit-Tokens", "150000",
            "X-RateLimit-Remaining-Tokens", "149984",
            "X-RateLimit-Reset-Tokens", "6m0s");

    String second = Long.toString(TestClock.START.plusSeconds(1).toEpochMilli());
    String sixMinutes = Long.toString(TestClock.START.plusSeconds(360).toEpochMilli());
    assertThat(told)
        .containsExactly("60", "1", second, "refill", "150000", "16", sixMinutes, "refill");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, -1, -1",
    "0, 0, 0",
    "30, 31, 1795345200",
    "30, x, 1795345200",
    "30, 29, tomorrow",
    "30, 29, -5",
    "99999999999999999999, 1, 1795345200",
    "30,,1795345200",
    "30, 29,"
  })
  void ignoresNonsense(String limit, String remaining, String reset) {
    assertThat(
            read(
                "X-RateLimit-Limit", limit,
                "X-RateLimit-Remaining", remaining,
                "X-RateLimit-Reset", reset))
        .isEqualTo(NOTHING);
    assertThat(
            read(
                "x-ratelimit-limit-requests", limit,
                "x-ratelimit-remaining-requests", remaining,
                "x-ratelimit-reset-requests", reset))
        .isEqualTo(NOTHING);
  }
}
