package dev.newsreel.video;

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
import org.junit.jupiter.params.provider.ValueSource;

/** Every error answer of HeyGen that is known, and what it means for a job. */
class HeyGenErrorsTest {

  private static String error(String code) {
    return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"Why.\",\"param\":null}}";
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_parameter, ANSWERED, GIVE_UP, heygen_refused",
    "400, download_failed, ANSWERED, GIVE_UP, heygen_refused",
    "400, content_policy_violation, ANSWERED, GIVE_UP, heygen_refused",
    "400, script_too_short, ANSWERED, GIVE_UP, heygen_refused",
    "400, tts_text_invalid, ANSWERED, GIVE_UP, heygen_refused",
    "400, resource_limit_reached, ANSWERED, GIVE_UP, heygen_refused",
    "400, unlimited_mode_disabled, ANSWERED, GIVE_UP, heygen_refused",
    "401, unauthorized, ANSWERED, SHUT, heygen_account",
    "401, authentication_failed, ANSWERED, SHUT, heygen_account",
    "402, insufficient_credit, ANSWERED, SHUT, heygen_account",
    "402, trial_limit_exceeded, ANSWERED, SHUT, heygen_account",
    "402, plan_upgrade_required, ANSWERED, SHUT, heygen_account",
    "403, forbidden, ANSWERED, SHUT, heygen_account",
    "403, ai_vendor_access_restricted, ANSWERED, SHUT, heygen_account",
    "403, resource_access_denied, ANSWERED, GIVE_UP, heygen_refused",
    "403, voice_not_usable, ANSWERED, GIVE_UP, heygen_refused",
    "403, avatar_consent_required, ANSWERED, GIVE_UP, heygen_refused",
    "404, video_not_found, ANSWERED, GIVE_UP, heygen_refused",
    "404, avatar_not_found, ANSWERED, GIVE_UP, heygen_refused",
    "404, voice_not_found, ANSWERED, GIVE_UP, heygen_refused",
    "404, not_found, ANSWERED, GIVE_UP, heygen_refused",
    "409, request_in_progress, UNKNOWN, WAIT, heygen_in_progress",
    "409, conflict, ANSWERED, GIVE_UP, heygen_refused",
    "409, resource_not_ready, ANSWERED, RETRY, heygen_not_ready",
    "413, payload_too_large, ANSWERED, GIVE_UP, heygen_refused",
    "429, rate_limit_exceeded, ANSWERED, WAIT, heygen_busy",
    "429, quota_exceeded, ANSWERED, WAIT, heygen_busy",
    "408, gateway_timeout, UNKNOWN, RETRY, heygen_down",
    "500, internal_error, UNKNOWN, RETRY, heygen_down",
    "502, internal_error, UNKNOWN, RETRY, heygen_down",
    "503, internal_error, UNKNOWN, RETRY, heygen_down",
    "504, gateway_timeout, UNKNOWN, RETRY, heygen_down"
  })
  void meanWhatTheContractSays(
      int status, String code, Outcome outcome, Remedy remedy, String ours) {
    CallFailed failure = HeyGenErrors.of(TestExchanges.answer(status, error(code)));

    assertThat(failure.outcome()).isEqualTo(outcome);
    assertThat(failure.remedy()).isEqualTo(remedy);
    assertThat(failure.details().code()).isEqualTo(ours);
    assertThat(failure.details().providerCode()).isEqualTo(code);
    assertThat(failure.details().provider()).isEqualTo("heygen");
    assertThat(failure.details().next()).isNotBlank();
    assertThat(failure).hasMessage("HeyGen answered " + status + ": Why.");
    assertThat(failure instanceof ProviderDown).isEqualTo(ours.equals("heygen_down"));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 520})
  void leaveTheOrderUnknownWhenTheEdgeAnswersWithAPage(int status) {
    CallFailed failure = HeyGenErrors.of(TestExchanges.answer(status, "<html>Oops</html>"));

    assertThat(failure).isInstanceOf(ProviderDown.class);
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure.details().providerCode()).isNull();
  }

  @Test
  void areReadByStatusWhenTheBodyIsNone() {
    assertThat(HeyGenErrors.of(TestExchanges.answer(402, "")).remedy()).isEqualTo(Remedy.SHUT);
    assertThat(HeyGenErrors.of(TestExchanges.answer(403, "")).remedy()).isEqualTo(Remedy.SHUT);
    assertThat(HeyGenErrors.of(TestExchanges.answer(409, "")).remedy()).isEqualTo(Remedy.GIVE_UP);
    assertThat(HeyGenErrors.of(TestExchanges.answer(400, "")).remedy()).isEqualTo(Remedy.GIVE_UP);
  }

  @Test
  void tellHowLongToWait() {
    CallFailed busy =
        HeyGenErrors.of(
            TestExchanges.answer(429, error("rate_limit_exceeded"), "retry-after", "7"));
    CallFailed running = HeyGenErrors.of(TestExchanges.answer(409, error("request_in_progress")));

    assertThat(busy.details().retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(running.details().retryAfter()).isEqualTo(Duration.ofSeconds(1));
  }
}
