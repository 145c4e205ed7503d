package dev.newsreel.captions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.ProviderDown;
import dev.newsreel.job.TestExchanges;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every error answer of Submagic that is known, and what it means for a job. */
class SubmagicErrorsTest {

  private static CallFailed read(int status, String body, String... headers) {
    return SubmagicErrors.of(TestExchanges.answer(status, body, headers));
  }

  private static String error(String code) {
    return "{\"error\":\"" + code + "\",\"message\":\"Why.\"}";
  }

  @ParameterizedTest
  @CsvSource({
    "400, VALIDATION_ERROR, ANSWERED, GIVE_UP, submagic_refused",
    "400, BAD_REQUEST, ANSWERED, GIVE_UP, submagic_refused",
    "401, UNAUTHORIZED, ANSWERED, SHUT, submagic_account",
    "402, INSUFFICIENT_CREDITS, ANSWERED, SHUT, submagic_account",
    "403, FORBIDDEN, ANSWERED, SHUT, submagic_account",
    "404, NOT_FOUND, ANSWERED, GIVE_UP, submagic_refused",
    "413, PAYLOAD_TOO_LARGE, ANSWERED, GIVE_UP, submagic_refused",
    "415, UNSUPPORTED_MEDIA_TYPE, ANSWERED, GIVE_UP, submagic_refused",
    "429, RATE_LIMIT_EXCEEDED, ANSWERED, WAIT, submagic_busy",
    "408, REQUEST_TIMEOUT, UNKNOWN, RETRY, submagic_down",
    "500, INTERNAL_SERVER_ERROR, UNKNOWN, RETRY, submagic_down",
    "502, BAD_GATEWAY, UNKNOWN, RETRY, submagic_down",
    "503, UNAVAILABLE, UNKNOWN, RETRY, submagic_down"
  })
  void meanWhatTheContractSays(
      int status, String code, Outcome outcome, Remedy remedy, String ours) {
    CallFailed failure = read(status, error(code));

    assertThat(failure.outcome()).isEqualTo(outcome);
    assertThat(failure.remedy()).isEqualTo(remedy);
    assertThat(failure.details().code()).isEqualTo(ours);
    assertThat(failure.details().providerCode()).isEqualTo(code);
    assertThat(failure.details().provider()).isEqualTo("submagic");
    assertThat(failure.details().next()).isNotBlank();
    assertThat(failure).hasMessage("Submagic answered " + status + ": Why.");
    assertThat(failure instanceof ProviderDown).isEqualTo(ours.equals("submagic_down"));
  }

  @Test
  void areReadWithoutABodyThatIsJson() {
    CallFailed failure = read(502, "<html>Bad Gateway</html>", "X-Request-Id", "req-1");

    assertThat(failure).isInstanceOf(ProviderDown.class);
    assertThat(failure.details().providerCode()).isNull();
    assertThat(failure.details().requestId()).isEqualTo("req-1");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"retryAfter\":30}', , PT30S",
    "'{\"retryAfter\":30}', 5, PT5S",
    "'{\"retryAfter\":99999999}', , PT24H",
    "'{\"retryAfter\":\"soon\"}', soon, ",
    "'{\"retryAfter\":-4}', , ",
    "'{}', , "
  })
  void tellHowLongToWaitInTheHeaderOrInTheBody(String body, String header, Duration wait) {
    CallFailed busy = header == null ? read(429, body) : read(429, body, "Retry-After", header);

    assertThat(busy.details().retryAfter()).isEqualTo(wait);
  }
}
