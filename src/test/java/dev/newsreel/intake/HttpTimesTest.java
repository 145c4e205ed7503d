package dev.newsreel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HttpTimesTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String IN_AN_HOUR = "Sun, 22 Nov 2026 11:00:00 GMT";

  @Test
  void retryAfterIsSecondsOrADate() {
    assertThat(HttpTimes.retryAfter("120", NOW)).hasSeconds(120);
    assertThat(HttpTimes.retryAfter(IN_AN_HOUR, NOW)).hasHours(1);
    assertThat(HttpTimes.retryAfter("Sun, 22 Nov 2026 09:00:00 GMT", NOW)).isZero();
    assertThat(HttpTimes.retryAfter("soon", NOW)).isNull();
    assertThat(HttpTimes.retryAfter("-5", NOW)).isNull();
    assertThat(HttpTimes.retryAfter(null, NOW)).isNull();
  }

  @Test
  void maxAgeCountsFromWhenTheServerMadeTheAnswer() {
    assertThat(HttpTimes.fresh("public, max-age=600", null, null, NOW)).hasSeconds(600);
    assertThat(HttpTimes.fresh("Max-Age=\"600\"", "100", null, NOW)).hasSeconds(500);
    assertThat(HttpTimes.fresh("max-age=600", "9000", null, NOW)).isEqualTo(Duration.ZERO);
    assertThat(HttpTimes.fresh("s-maxage=600", null, null, NOW)).isNull();
    assertThat(HttpTimes.fresh("no-cache, max-age=600", null, null, NOW)).isNull();
  }

  @Test
  void expiresCountsWhereThereIsNoMaxAge() {
    assertThat(HttpTimes.fresh(null, null, IN_AN_HOUR, NOW)).hasHours(1);
    assertThat(HttpTimes.fresh("max-age=60", null, IN_AN_HOUR, NOW)).hasSeconds(60);
    assertThat(HttpTimes.fresh(null, null, "0", NOW)).isNull();
    assertThat(HttpTimes.fresh(null, null, "-1", NOW)).isNull();
  }
}
