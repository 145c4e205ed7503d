package dev.newsreel.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.job.Answer;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.JobIds;
import dev.newsreel.job.Json;
import dev.newsreel.job.Options;
import dev.newsreel.job.ProviderDown;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.VideoJob;
import dev.newsreel.settings.TestSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error answer of OpenAI that is known, and what it means for a job. */
class ScriptRefusalsTest {

  private final VideoJob job =
      VideoJob.accept(JobIds.next(0, 1), SampleJobs.ARTICLE, Options.NONE, TestClock.START);

  private CallFailed read(Answer answer) {
    ScriptAnswer reader = TestScripts.reader(TestSettings.with());
    return catchThrowableOfType(CallFailed.class, () -> reader.read(answer, job, false));
  }

  private static String error(String type, String code) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putObject("error").put("message", "Why.").put("type", type).put("code", code);
    return Json.write(body);
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error, context_length_exceeded, GIVE_UP, openai_refused",
    "400, invalid_request_error, unsupported_parameter, GIVE_UP, openai_refused",
    "400, invalid_request_error, , GIVE_UP, openai_refused",
    "400, invalid_request_error, content_filter, GIVE_UP, openai_refused",
    "401, invalid_request_error, invalid_api_key, SHUT, openai_account",
    "403, invalid_request_error, unsupported_country_region_territory, SHUT, openai_account",
    "404, invalid_request_error, model_not_found, GIVE_UP, openai_refused",
    "413, invalid_request_error, , GIVE_UP, openai_refused",
    "429, requests, rate_limit_exceeded, WAIT, openai_refused",
    "429, tokens, rate_limit_exceeded, WAIT, openai_refused",
    "429, rate_limit_error, slow_down, WAIT, openai_refused",
    "429, insufficient_quota, insufficient_quota, SHUT, openai_account",
    "429, insufficient_quota, , SHUT, openai_account",
    "429, insufficient_quota, some_newer_code, SHUT, openai_account",
    "429, invalid_request_error, credit_balance_exhausted, SHUT, openai_account",
    "429, invalid_request_error, organization_spend_limit_exceeded, SHUT, openai_account",
    "429, invalid_request_error, project_spend_limit_exceeded, SHUT, openai_account",
    "429, invalid_request_error, organization_usage_limit_exceeded, SHUT, openai_account",
    "408, server_error, , RETRY, openai_refused",
    "409, server_error, , RETRY, openai_refused",
    "500, server_error, , RETRY, openai_refused",
    "502, server_error, , RETRY, openai_refused",
    "503, service_unavailable_error, server_is_overloaded, RETRY, openai_refused",
    "503, rate_limit_error, slow_down, RETRY, openai_refused",
    "504, server_error, , RETRY, openai_refused"
  })
  void meanWhatTheContractSays(int status, String type, String code, Remedy remedy, String ours) {
    CallFailed refused = read(TestExchanges.answer(status, error(type, code)));

    assertThat(refused.remedy()).isEqualTo(remedy);
    assertThat(refused.outcome()).isEqualTo(CallFailed.Outcome.ANSWERED);
    assertThat(refused.details().code()).isEqualTo(ours);
    assertThat(refused.details().provider()).isEqualTo("openai");
    assertThat(refused.details().providerCode()).isEqualTo(code == null ? type : code);
    assertThat(refused).hasMessage("OpenAI answered " + status + ": Why.");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 500, 502, 503, 504, 520})
  void countForTheBreakerWhenOpenAiItselfIsInTrouble(int status) {
    assertThat(read(TestExchanges.answer(status, "{}"))).isInstanceOf(ProviderDown.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 429})
  void doNotCountForTheBreakerWhenWeAreToBlame(int status) {
    assertThat(read(TestExchanges.answer(status, "{}"))).isNotInstanceOf(ProviderDown.class);
  }

  @Test
  void areReadWithoutABodyThatIsJson() {
    CallFailed edge =
        read(TestExchanges.answer(502, "<html>Bad Gateway</html>", "X-Request-ID", "req-2"));

    assertThat(edge).isInstanceOf(ProviderDown.class).hasMessage("OpenAI answered 502");
    assertThat(edge.details().providerCode()).isNull();
    assertThat(edge.details().requestId()).isEqualTo("req-2");
  }

  @Test
  void tellHowLongOpenAiWantsUsToWait() {
    String body = error("requests", "rate_limit_exceeded");

    CallFailed busy = read(TestExchanges.answer(429, body, "Retry-After", "20"));

    assertThat(busy.details().retryAfter()).isEqualTo(Duration.ofSeconds(20));
  }
}
