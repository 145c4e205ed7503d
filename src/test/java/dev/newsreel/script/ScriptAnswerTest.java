package dev.newsreel.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.job.Answer;
import dev.newsreel.job.Attempts;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.JobIds;
import dev.newsreel.job.Json;
import dev.newsreel.job.Options;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Script;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.TestPrices;
import dev.newsreel.job.VideoJob;
import dev.newsreel.settings.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a 200 of OpenAI holds; see {@link ScriptRefusalsTest} for the others. */
class ScriptAnswerTest {

  private static final String SPOKEN =
      "The harbour ferries sail again from today, and everybody in town is glad about it at last.";

  private final VideoJob job =
      VideoJob.accept(JobIds.next(0, 1), SampleJobs.ARTICLE, Options.NONE, TestClock.START);

  private static String script(String text) {
    return Json.write(Json.MAPPER.createObjectNode().put("title", "Back").put("script", text));
  }

  private static Answer completion(String reason, String content, String refusal) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("model", "gpt-4o-mini-2024-07-18");
    body.putObject("usage").put("prompt_tokens", 700).put("completion_tokens", 400);
    ObjectNode choice = body.putArray("choices").addObject().put("finish_reason", reason);
    choice.putObject("message").put("content", content).put("refusal", refusal);
    return TestExchanges.answer(200, Json.write(body), "x-request-id", "req-1");
  }

  private static ScriptAnswer reader(String... settings) {
    return new ScriptAnswer(TestSettings.with(settings), new Speech(150), TestPrices.PRICES);
  }

  private CallFailed fault(Answer answer, VideoJob of, String... settings) {
    return catchThrowableOfType(CallFailed.class, () -> reader(settings).read(answer, of));
  }

  private VideoJob afterFault(String code) {
    return job.with(d -> d.attempts = Attempts.NONE.another(code + ": said so", TestClock.START));
  }

  @Test
  void givesTheScriptWithItsLengthModelAndCost() {
    Script script = reader().read(completion("stop", script(SPOKEN), null), job);

    assertThat(script.title()).isEqualTo("Back");
    assertThat(script.text()).isEqualTo(SPOKEN);
    assertThat(script.spokenSeconds()).isEqualTo(7);
    assertThat(script.model()).isEqualTo("gpt-4o-mini-2024-07-18");
    assertThat(script.costUsd()).isEqualByComparingTo("0.000345");
    assertThat(script.cached()).isFalse();
    assertThat(script.fallback()).isFalse();
  }

  @Test
  void costsNothingKnownWhenTheServerTellsNoUsage() {
    String content = Json.write(script(SPOKEN));
    Answer bare =
        TestExchanges.answer(200, "{\"choices\":[{\"message\":{\"content\":" + content + "}}]}");

    Script script = reader().read(bare, job);

    assertThat(script.costUsd()).isEqualByComparingTo("0");
    assertThat(script.model()).isEqualTo("gpt-4o-mini");
  }

  @Test
  void takesTheArticlesTitleWhenThereIsNone() {
    String content = Json.write(Json.MAPPER.createObjectNode().put("script", SPOKEN));

    assertThat(reader().read(completion("stop", content, null), job).title())
        .isEqualTo(SampleJobs.ARTICLE.title());
  }

  @Test
  void keepsOnlyTheSentencesThatFit() {
    String tooLong = SPOKEN + " Then" + " more".repeat(200) + ".";

    assertThat(reader().read(completion("stop", script(tooLong), null), job).text())
        .isEqualTo(SPOKEN);
  }

  @Test
  void takesPlainTextOnlyFromServersThatKnowNoStructure() {
    Answer plain = completion("stop", SPOKEN, null);

    assertThat(reader("openai.structured-output", "none").read(plain, job).text())
        .isEqualTo(SPOKEN);
    assertThat(fault(plain, job).details().code()).isEqualTo("script_malformed");
    assertThat(
            reader("openai.structured-output", "none")
                .read(completion("stop", script(SPOKEN), null), job)
                .text())
        .isEqualTo(SPOKEN);
  }

  @ParameterizedTest
  @CsvSource({
    "length, , script_truncated",
    "length, '{\"title\":\"B\",\"scr', script_truncated",
    "stop, '{\"title\":\"B\",\"script\":\"Too short.\"}', script_too_short"
  })
  void triesOnceAgainWhereAnotherAnswerMayHelp(String reason, String content, String code) {
    Answer answer = completion(reason, content, null);

    CallFailed first = fault(answer, job);
    CallFailed second = fault(answer, afterFault(code));
    CallFailed other = fault(answer, afterFault("not_sent"));

    assertThat(first.details().code()).isEqualTo(code);
    assertThat(first.details().requestId()).isEqualTo("req-1");
    assertThat(first.outcome()).isEqualTo(CallFailed.Outcome.ANSWERED);
    assertThat(first.remedy()).isEqualTo(Remedy.RETRY);
    assertThat(second.remedy()).isEqualTo(Remedy.GIVE_UP);
    assertThat(other.remedy()).isEqualTo(Remedy.RETRY);
  }

  @ParameterizedTest
  @CsvSource({
    "stop, , script_empty",
    "stop, '  ', script_empty",
    "tool_calls, , script_empty",
    "function_call, , script_empty",
    "stop, 'no json at all', script_malformed",
    "stop, '{\"text\":\"no script in it\"}', script_malformed",
    "stop, '[]', script_malformed"
  })
  void triesAFewTimesAgainWhereTheAnswerSaysNothing(String reason, String content, String code) {
    Answer answer = completion(reason, content, null);
    VideoJob third = job.with(d -> d.attempts = new Attempts(3, TestClock.START, code));
    VideoJob fourth = job.with(d -> d.attempts = new Attempts(4, TestClock.START, code));

    assertThat(fault(answer, job).details().code()).isEqualTo(code);
    assertThat(fault(answer, third).remedy()).isEqualTo(Remedy.RETRY);
    assertThat(fault(answer, fourth).remedy()).isEqualTo(Remedy.GIVE_UP);
  }

  @ParameterizedTest
  @CsvSource({
    "content_filter, , , script_filtered",
    "content_filter, '{\"title\":\"B\",\"scr', , script_filtered",
    "stop, , 'I cannot help with that', script_refused",
    "stop, '', 'I cannot help with that', script_refused"
  })
  void givesUpAtOnceWhereNoAnswerWillHelp(
      String reason, String content, String refusal, String code) {
    CallFailed fault = fault(completion(reason, content, refusal), job);

    assertThat(fault.details().code()).isEqualTo(code);
    assertThat(fault.remedy()).isEqualTo(Remedy.GIVE_UP);
    assertThat(fault.details().next()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({"'{\"choices\":[]}'", "'{}'", "''", "'<html>Welcome</html>'"})
  void takesAnAnswerWithoutChoicesForAnEmptyOne(String body) {
    assertThat(fault(TestExchanges.answer(200, body), job).details().code())
        .isEqualTo("script_empty");
  }

  @Test
  void refusesOneSentenceThatTakesTooLong() {
    Answer answer = completion("stop", script("word ".repeat(300) + "."), null);

    assertThat(fault(answer, job).details().code()).isEqualTo("script_too_long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"length", "content_filter", "stop"})
  void saysWhatAnAnswerHasCostThatIsOfNoUse(String reason) {
    CallFailed fault = fault(completion(reason, "", null), job);

    assertThat(fault.usd()).isEqualByComparingTo("0.000345");
  }

  @Test
  void paysNothingForARefusalWithoutTokens() {
    assertThat(fault(TestExchanges.answer(429, "{}"), job).usd()).isNull();
  }

  @Test
  void tellsHowManySecondsItHasCut() {
    String text = SPOKEN + " " + SPOKEN + " " + SPOKEN;
    ScriptAnswer reader = reader("script.max-seconds", "8");
    Answer answer = completion("stop", script(text), null);

    Script cut = reader.read(answer, job);

    assertThat(reader.cutSeconds(answer, cut))
        .isEqualTo(new Speech(150).seconds(text) - cut.spokenSeconds())
        .isPositive();
    Answer fits = completion("stop", script(SPOKEN), null);
    assertThat(reader.cutSeconds(fits, reader.read(fits, job))).isZero();
  }
}
