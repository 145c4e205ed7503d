package dev.newsreel.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Article;
import dev.newsreel.job.Attempts;
import dev.newsreel.job.JobIds;
import dev.newsreel.job.Json;
import dev.newsreel.job.Options;
import dev.newsreel.job.TestClock;
import dev.newsreel.job.VideoJob;
import dev.newsreel.settings.TestSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptRequestTest {

  @TempDir private Path prompts;

  private static VideoJob job(String title, String text, Options options) {
    Article article = new Article(title, text, null, null, null, null);
    return VideoJob.accept(JobIds.next(0, 1), article, options, TestClock.START);
  }

  private static final VideoJob JOB = job("Café", "It opens.\n\nSoon.", Options.NONE);

  private ScriptRequest request(VideoJob job, String... settings) {
    return ScriptRequest.of(job, TestSettings.with(settings), new Prompt(prompts), new Speech(150));
  }

  private JsonNode body(VideoJob job, String... settings) {
    return Json.tree(request(job, settings).json().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void asksTheConfiguredModelForTheArticlesScript() {
    JsonNode body = body(JOB);

    assertThat(body.path("model").asText()).isEqualTo("gpt-4o-mini");
    assertThat(body.path("temperature").decimalValue()).isEqualByComparingTo("0.7");
    assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(400);
    assertThat(body.has("max_tokens")).isFalse();
    assertThat(body.at("/messages/0/role").asText()).isEqualTo("system");
    assertThat(body.at("/messages/0/content").asText())
        .contains("language: en.", "at most 150 words", "60 seconds")
        .doesNotContain("{");
    assertThat(body.at("/messages/1/role").asText()).isEqualTo("user");
    assertThat(body.at("/messages/1/content").asText()).isEqualTo("Café\n\nIt opens.\n\nSoon.");
  }

  @Test
  void demandsTheStructureThatTheServerKnows() {
    JsonNode schema = body(JOB).path("response_format");
    assertThat(schema.path("type").asText()).isEqualTo("json_schema");
    assertThat(schema.at("/json_schema/strict").asBoolean()).isTrue();
    assertThat(schema.at("/json_schema/name").asText()).matches("[A-Za-z0-9_-]{1,64}");
    assertThat(schema.at("/json_schema/schema/additionalProperties").asBoolean(true)).isFalse();
    assertThat(schema.at("/json_schema/schema/required")).hasSize(2);
    assertThat(schema.at("/json_schema/schema/properties/script/type").asText())
        .isEqualTo("string");

    JsonNode object = body(JOB, "openai.structured-output", "json_object");
    assertThat(object.path("response_format")).hasToString("{\"type\":\"json_object\"}");
    assertThat(body(JOB, "openai.structured-output", "none").has("response_format")).isFalse();
  }

  @Test
  void callsTheTokenLimitAsTheServerDoes() {
    JsonNode body = body(JOB, "openai.token-field", "max_tokens");

    assertThat(body.path("max_tokens").asInt()).isEqualTo(400);
    assertThat(body.has("max_completion_tokens")).isFalse();
  }

  @Test
  void asksForTwiceTheRoomAfterAScriptThatWasCutOff() {
    VideoJob cut = JOB.with(d -> d.attempts = new Attempts(1, null, "script_truncated: it was"));
    VideoJob other = JOB.with(d -> d.attempts = new Attempts(1, null, "script_empty: it was"));

    assertThat(body(cut).path("max_completion_tokens").asInt()).isEqualTo(800);
    assertThat(body(other).path("max_completion_tokens").asInt()).isEqualTo(400);
  }

  @Test
  void speaksTheLanguageAndUsesThePromptOfTheJob() throws IOException {
    Files.writeString(prompts.resolve("sport.txt"), "Shout in {language}.");
    Options options = new Options(null, null, null, null, null, "de", "sport", null, null);

    assertThat(body(job("A", "B", options)).at("/messages/0/content").asText())
        .isEqualTo("Shout in de.");
  }

  @Test
  void cutsArticlesThatAreTooLongToRead() {
    VideoJob huge = job("A", "x".repeat(50_000), Options.NONE);

    assertThat(body(huge).at("/messages/1/content").asText()).hasSize(12_003);
  }

  @Test
  void hasTheSameKeyForTheSameArticleHoweverItIsWritten() {
    VideoJob same = job(" Cafe\u0301", "It  opens.\n\nSoon. ", Options.NONE);

    assertThat(request(same).key()).isEqualTo(request(JOB).key()).matches("[0-9a-f]{64}");
  }

  @Test
  void hasAnotherKeyForEverythingThatChangesTheAnswer() throws IOException {
    Files.writeString(prompts.resolve("sport.txt"), "Shout.");

    assertThat(
            new String[] {
              request(JOB).key(),
              request(job("Café", "It opens.\n\nLater.", Options.NONE)).key(),
              request(job("Bar", "It opens.\n\nSoon.", Options.NONE)).key(),
              request(JOB, "script.prompt", "sport").key(),
              request(JOB, "script.language", "de").key(),
              request(JOB, "script.max-seconds", "30").key(),
              request(JOB, "openai.model", "gpt-5.4-nano").key(),
              request(JOB, "openai.temperature", "0.2").key(),
              request(JOB, "openai.max-tokens", "500").key(),
              request(JOB, "openai.structured-output", "json_object").key()
            })
        .doesNotHaveDuplicates();
  }
}
