package dev.newsreel.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.newsreel.job.Attempts;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.SampleJobs;
import dev.newsreel.job.Script;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.TestExchanges;
import dev.newsreel.job.TestJobs;
import dev.newsreel.job.TestPrices;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.TestSettings;
import dev.newsreel.watch.Figures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A script that cannot be used is mended once, on whichever node. */
class ScriptRepairTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final String SPOKEN =
      "The harbour ferries sail again from today, and everybody in town is glad about it at last.";
  private static final String LONG = (SPOKEN + " ").repeat(12).strip();

  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", new TestClock());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private VideoJob job = SampleJobs.scripting(jobs);

  private ScriptWriter.Means means(Settings settings) {
    Prompt prompts = new Prompt(Path.of("none"));
    Paces paces = new Paces(REDIS.get(), settings);
    return new ScriptWriter.Means(prompts, paces, TestPrices.PRICES, Figures.in(meters));
  }

  private ScriptWriter writer(String... settings) {
    Settings all = TestSettings.with(settings);
    return new ScriptWriter(jobs, REDIS.get(), all, means(all));
  }

  /** One attempt of a fresh node: what it asks, and what it makes of the answer. */
  private record Attempt(ScriptWriter writer, Exchange exchange, String asked) {

    Script answered(int status, String body) {
      TestExchanges.answered(exchange, status, body);
      return writer.read(exchange).script();
    }

    Script says(String text) {
      return answered(200, TestScripts.body("stop", TestScripts.content(text), null));
    }

    CallFailed fails(int status, String body) {
      return catchThrowableOfType(CallFailed.class, () -> answered(status, body));
    }

    CallFailed failsWith(String text) {
      return catchThrowableOfType(CallFailed.class, () -> says(text));
    }
  }

  private Attempt attempt(String... settings) {
    ScriptWriter writer = writer(settings);
    Exchange exchange = TestExchanges.taken(job);
    VideoJob recalled = writer.recall(job, exchange);
    assertThat(writer.isMissing(recalled)).isTrue();
    return new Attempt(writer, exchange, writer.request(recalled, exchange));
  }

  private void failed(CallFailed failure) {
    Attempts attempts =
        failure.remedy() == Remedy.WAIT
            ? new Attempts(job.attempts().count(), null, failure.getMessage())
            : job.attempts().another(failure.details().code(), jobs.now());
    job = job.with(d -> d.attempts = attempts);
  }

  @Test
  void tellsTheModelWhatWasWrongAndTakesTheMendedScript() {
    CallFailed first = attempt().failsWith(LONG);
    failed(first);
    Attempt second = attempt();

    Script script = second.says(SPOKEN);

    assertThat(first.remedy()).isEqualTo(Remedy.RETRY);
    assertThat(first.details().code()).isEqualTo("script_too_long");
    assertThat(second.asked()).contains("It takes 82 seconds", SPOKEN);
    assertThat(script.text()).isEqualTo(SPOKEN);
    assertThat(meters.counter("script.seconds.cut").count()).isEqualTo(75);
    assertThat(
            meters
                .counter("script.repairs", "code", "script_too_long", "outcome", "mended")
                .count())
        .isEqualTo(1);
    assertThat(attempt().asked()).as("the faulty one is forgotten").doesNotContain("82 seconds");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\":\"B\",\"script\":\"Short.\"} | script_too_short",
        "no json | script_malformed",
        "{\"title\":\"B\",\"script\":\"We visit the casino in the harbour today.\"} | script_banned"
      })
  void givesUpWhenTheRepairCannotBeUsedEither(String content, String code) {
    String body = TestScripts.body("stop", content, null);
    CallFailed first = attempt("script.banned", "casino").fails(200, body);
    failed(first);

    CallFailed second = attempt("script.banned", "casino").fails(200, body);

    assertThat(first.remedy()).isEqualTo(Remedy.RETRY);
    assertThat(second.remedy()).isEqualTo(Remedy.GIVE_UP);
    assertThat(second.details().code()).isEqualTo(code);
    assertThat(second.details().next()).isNotBlank();
  }

  @Test
  void bearsOpenAisTroubleDuringTheRepairAndStillMendsOnce() {
    failed(attempt().failsWith(LONG));
    for (int status : new int[] {429, 500, 503, 429}) {
      Attempt troubled = attempt();
      assertThat(troubled.asked()).contains("82 seconds");
      failed(troubled.fails(status, "<html>"));
    }
    failed(attempt().fails(200, TestScripts.body("stop", "", null)));

    CallFailed last = attempt().fails(200, TestScripts.body("stop", "{", null));

    assertThat(last.remedy()).isEqualTo(Remedy.GIVE_UP);
    assertThat(last.details().code()).isEqualTo("script_malformed");
  }

  @Test
  void cutsARepairThatIsStillTooLong() {
    failed(attempt().failsWith(LONG));

    Script script = attempt().says(LONG);

    assertThat(script.spokenSeconds()).isEqualTo(55);
    assertThat(meters.counter("script.seconds.cut").count()).isEqualTo(27);
  }

  @Test
  void speaksNoFallbackThatIsBanned() {
    assertThat(writer("script.banned", "tickets").fallback(job)).isNull();
    assertThat(writer().fallback(job).text()).contains("Tickets");
  }

  @Test
  void refusesAScriptFromTheCacheThatIsBannedByNow() {
    ScriptWriter writer = writer("script.banned", "gulls");
    Script old =
        new Script("T", "We hear gulls.", 3, false, null, true, null, java.math.BigDecimal.ZERO);

    CallFailed refused =
        catchThrowableOfType(
            CallFailed.class,
            () -> writer.finish(job.with(d -> d.script = old), TestExchanges.taken(job)));

    assertThat(refused.remedy()).isEqualTo(Remedy.GIVE_UP);
    assertThat(refused.details().code()).isEqualTo("script_banned");
    assertThat(refused).hasMessageContaining("\"gulls\"");
  }

  @Test
  void asksNothingForAJobThatHasItsScript() {
    ScriptWriter writer = writer();
    VideoJob scripted = job.with(d -> d.script = SampleJobs.SCRIPT);

    assertThat(writer.recall(scripted, TestExchanges.taken(scripted))).isEqualTo(scripted);
    assertThat(writer.isMissing(scripted)).isFalse();
  }
}
