package dev.newsreel.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
    return TestScripts.content(text);
  }

  private static Answer completion(String reason, String content, String refusal) {
    String body = TestScripts.body(reason, content, refusal);
    return TestExchanges.answer(200, body, "x-request-id", "req-1");
  }

  private Script read(Answer answer, String... settings) {
    return TestScripts.reader(TestSettings.with(settings)).read(answer, job, false);
  }

  private Script repaired(String text) {
    Answer answer = completion("stop", script(text), null);
    return TestScripts.reader(TestSettings.with()).read(answer, job, true);
  }

  private FaultyScript faulty(String reason, String content, String... settings) {
    Answer answer = completion(reason, content, null);
    return catchThrowableOfType(UnusableScript.class, () -> read(answer, settings)).script();
  }

  private CallFailed fault(Answer answer, VideoJob of) {
    ScriptAnswer reader = TestScripts.reader(TestSettings.with());
    return catchThrowableOfType(CallFailed.class, () -> reader.read(answer, of, false));
  }

  @Test
  void givesTheScriptWithItsLengthModelAndCost() {
    Script script = read(completion("stop", script(SPOKEN), null));

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

    Script script = read(bare);

    assertThat(script.costUsd()).isEqualByComparingTo("0");
    assertThat(script.model()).isEqualTo("gpt-4o-mini");
  }

  @Test
  void takesTheArticlesTitleWhenThereIsNone() {
    String content = Json.write(Json.MAPPER.createObjectNode().put("script", SPOKEN));

    assertThat(read(completion("stop", content, null)).title())
        .isEqualTo(SampleJobs.ARTICLE.title());
  }

  @Test
  void takesPlainTextOnlyFromServersThatKnowNoStructure() {
    String[] none = {"openai.structured-output", "none"};

    assertThat(read(completion("stop", SPOKEN, null), none).text()).isEqualTo(SPOKEN);
    assertThat(read(completion("stop", script(SPOKEN), null), none).text()).isEqualTo(SPOKEN);
    assertThat(faulty("stop", SPOKEN).code()).isEqualTo("script_malformed");
  }

  @Test
  void readsWhatStandsInABlockOfCode() {
    String fenced = "```json\n" + script(SPOKEN) + "\n```";

    assertThat(read(completion("stop", fenced, null)).text()).isEqualTo(SPOKEN);
  }

  @ParameterizedTest
  @CsvSource({
    "length, , script_truncated",
    "length, '{\"title\":\"B\",\"scr', script_truncated",
    "stop, 'no json at all', script_malformed",
    "stop, '{\"text\":\"no script in it\"}', script_malformed",
    "stop, '[]', script_malformed",
    "stop, '{\"title\":\"B\",\"script\":\"Too short.\"}', script_too_short"
  })
  void tellsWhatIsWrongWhereAnotherAnswerMayHelp(String reason, String content, String code) {
    FaultyScript faulty = faulty(reason, content);

    assertThat(faulty.code()).isEqualTo(code);
    assertThat(faulty.content()).isEqualTo(content == null ? "" : content);
    assertThat(faulty.why()).isNotBlank().doesNotEndWith(".");
  }

  @ParameterizedTest
  @CsvSource({"stop, ", "stop, '  '", "tool_calls, ", "function_call, "})
  void triesAFewTimesAgainWhereTheAnswerSaysNothing(String reason, String content) {
    Answer answer = completion(reason, content, null);
    VideoJob third = job.with(d -> d.attempts = new Attempts(3, TestClock.START, "x"));
    VideoJob fourth = job.with(d -> d.attempts = new Attempts(4, TestClock.START, "x"));

    assertThat(fault(answer, job).details().code()).isEqualTo("script_empty");
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
  void tellsHowLongAScriptTakesThatIsTooLong() {
    String tooLong = (SPOKEN + " ").repeat(12).strip();

    FaultyScript faulty = faulty("stop", script(tooLong));

    assertThat(faulty.code()).isEqualTo("script_too_long");
    assertThat(faulty.seconds()).isEqualTo(82);
    assertThat(faulty.why()).contains("82 seconds", "60");
  }

  @Test
  void cutsARepairThatIsStillTooLongAfterASentence() {
    Script cut = repaired((SPOKEN + " ").repeat(12).strip());

    assertThat(cut.text()).isEqualTo((SPOKEN + " ").repeat(8).strip());
    assertThat(cut.spokenSeconds()).isEqualTo(55);
    assertThat(cut.note()).contains("82 seconds");
  }

  @Test
  void refusesARepairOfWhichOnlyAStumpWouldBeLeft() {
    String stump = SPOKEN + " Then" + " more".repeat(200) + ".";

    assertThat(catchThrowableOfType(UnusableScript.class, () -> repaired(stump)).script().code())
        .isEqualTo("script_too_long");
    assertThat(faulty("stop", script("word ".repeat(300) + ".")).code())
        .isEqualTo("script_too_long");
  }

  @Test
  void takesOutOfARepairWhatCannotBeSpoken() {
    String marked = "**" + SPOKEN + "** \uD83D\uDE80 #ferries [Music]";

    assertThat(faulty("stop", script(marked)).code()).isEqualTo("script_unspeakable");
    assertThat(repaired(marked).text()).isEqualTo(SPOKEN + " ferries");
    assertThat(repaired(marked).note()).isNull();
  }

  @Test
  void refusesAnotherLanguageUnlessThatIsSwitchedOff() {
    String german =
        "Die Fähren im Hafen fahren seit heute wieder, und alle in der Stadt sind froh darüber."
            + " Die Karten kosten noch so viel wie vor dem Winter, sagt der Kapitän.";

    assertThat(faulty("stop", script(german)).code()).isEqualTo("script_wrong_language");
    Answer answer = completion("stop", script(german), null);
    assertThat(read(answer, "script.check-language", "false").text()).isEqualTo(german);
    assertThat(read(answer, "script.language", "de").text()).isEqualTo(german);
  }

  @Test
  void namesWhatIsBannedInTitleOrText() {
    FaultyScript text = faulty("stop", script(SPOKEN), "script.banned", "gulls, Harbour Ferries");
    FaultyScript title = faulty("stop", script(SPOKEN), "script.banned", "back");

    assertThat(text.code()).isEqualTo("script_banned");
    assertThat(text.why()).contains("\"Harbour Ferries\"");
    assertThat(title.code()).isEqualTo("script_banned");
  }

  @ParameterizedTest
  @ValueSource(strings = {"content_filter", "stop"})
  void saysWhatAnAnswerHasCostThatIsOfNoUse(String reason) {
    CallFailed fault = fault(completion(reason, "", null), job);

    assertThat(fault.usd()).isEqualByComparingTo("0.000345");
  }

  @Test
  void paysNothingForARefusalWithoutTokens() {
    assertThat(fault(TestExchanges.answer(429, "{}"), job).usd()).isNull();
  }
}
