package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private static Duration wait(String retryAfter) {
    return TestExchanges.answer(429, "{}", "retry-After", retryAfter).retryAfter(NOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | PT0S",
        "1 | PT1S",
        "120 | PT2M",
        "86400 | PT24H",
        "86401 | PT24H",
        "999999999 | PT24H",
        "Sun, 22 Nov 2026 10:00:30 GMT | PT30S",
        "Sun, 22 Nov 2026 10:00:00 GMT | PT0S",
        "Tue, 01 Dec 2026 10:00:00 GMT | PT24H"
      })
  void tellsHowLongToWait(String retryAfter, Duration wait) {
    assertThat(wait(retryAfter)).isEqualTo(wait);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soon",
        "",
        "-5",
        "1.5",
        "0x10",
        "Sun, 22 Nov 2026 09:59:59 GMT",
        "Sun, 31 Feb 2026 10:00:00 GMT"
      })
  void doesNotBelieveWhatItCannotRead(String retryAfter) {
    assertThat(wait(retryAfter)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1500, 3, PT1.5S",
    "20.2, 3, PT0.021S",
    "0, 3, PT3S",
    "-1, 3, PT3S",
    "soon, 3, PT3S",
    "999999999999, 3, PT24H"
  })
  void millisecondsComeBeforeSecondsWhenTheyCanBeRead(String ms, String s, Duration wait) {
    Answer answer = TestExchanges.answer(429, "{}", "Retry-After-Ms", ms, "Retry-After", s);

    assertThat(answer.retryAfter(NOW)).isEqualTo(wait);
  }

  @Test
  void theBodyTellsHowLongToWaitWhenNoHeaderDoes() {
    String body = "{\"error\":\"RATE_LIMIT_EXCEEDED\",\"retryAfter\":42}";

    assertThat(TestExchanges.answer(429, body).retryAfter(NOW)).hasSeconds(42);
    assertThat(TestExchanges.answer(429, body, "Retry-After", "7").retryAfter(NOW)).hasSeconds(7);
    assertThat(TestExchanges.answer(429, "<html>42</html>").retryAfter(NOW)).isNull();
  }

  @Test
  void asksForNoWaitWhenThereIsNoHeader() {
    assertThat(TestExchanges.answer(429, "{}").retryAfter(NOW)).isNull();
  }

  @Test
  void findsHeadersWhateverTheirSpelling() {
    Answer answer = TestExchanges.answer(200, "{}", "X-REQUEST-id", "req-1");

    assertThat(answer.header("x-Request-Id")).isEqualTo("req-1");
    assertThat(answer.header("x-other")).isNull();
  }

  @Test
  void givesTextsThatAreThere() {
    Answer answer =
        TestExchanges.answer(200, "{\"a\":{\"b\":\"c\"},\"n\":1,\"z\":null,\"e\":\" \"}");

    assertThat(answer.text("/a/b")).isEqualTo("c");
    assertThat(answer.text("/n")).isEqualTo("1");
    assertThat(answer.text("/z")).isNull();
    assertThat(answer.text("/e")).isNull();
    assertThat(answer.text("/a")).isNull();
    assertThat(answer.text("/x/y")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>502 Bad Gateway</html>", "{\"id\":", "\u0000"})
  void hasAMissingBodyWhenItIsNoJson(String body) {
    Answer answer = TestExchanges.answer(502, body);

    assertThat(answer.body().isMissingNode()).isTrue();
    assertThat(answer.text("/id")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"199, false", "200, true", "201, true", "299, true", "300, false", "0, false"})
  void isOkOnlyFor2xx(int status, boolean ok) {
    assertThat(TestExchanges.answer(status, "{}").ok()).isEqualTo(ok);
  }

  @Test
  void isReadFromAnExchange() {
    Exchange exchange = TestExchanges.answered(TestExchanges.message("k"), 201, "{\"id\":7}");

    Answer answer = Answer.of(exchange);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("/id")).isEqualTo("7");
    assertThat(answer.header("messagekey")).isEqualTo("k");
  }
}
