package dev.newsreel.script;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.job.Article;
import dev.newsreel.job.Digest;
import dev.newsreel.job.Json;
import dev.newsreel.job.VideoJob;
import dev.newsreel.settings.Settings;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * What OpenAI is asked, as a Chat Completions request (openai-openapi 2.3.0, read 2026-11-22).
 *
 * @param json the request body
 */
record ScriptRequest(String json) {

  private static final int MOST_ARTICLE = 12_000;

  /** Returns the request for one job. */
  static ScriptRequest of(VideoJob job, Settings settings, Prompt prompts, Speech speech) {
    String language = job.options().language();
    String name = job.options().prompt();
    int seconds = settings.number("script.max-seconds");
    String system =
        prompts
            .text(name == null ? settings.text("script.prompt") : name)
            .replace("{language}", language == null ? settings.text("script.language") : language)
            .replace("{words}", Integer.toString(speech.wordsIn(seconds)))
            .replace("{seconds}", Integer.toString(seconds));
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("model", settings.text("openai.model"));
    body.put("temperature", new BigDecimal(settings.text("openai.temperature")));
    body.put(settings.text("openai.token-field"), tokens(job, settings));
    var messages = body.putArray("messages");
    messages.addObject().put("role", "system").put("content", system);
    messages.addObject().put("role", "user").put("content", article(job.article()));
    structured(body, settings.text("openai.structured-output"));
    return new ScriptRequest(Json.write(body));
  }

  // A script that was cut off gets twice the room in its next attempt.
  private static int tokens(VideoJob job, Settings settings) {
    String cause = job.attempts().cause();
    int most = settings.number("openai.max-tokens");
    return cause != null && cause.startsWith(ScriptAnswer.TRUNCATED) ? 2 * most : most;
  }

  private static String article(Article article) {
    String text = normal(article.text());
    String head = normal(article.title());
    return head + "\n\n" + text.substring(0, Math.min(text.length(), MOST_ARTICLE));
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[ \\t]+", " ").strip();
  }

  private static void structured(ObjectNode body, String mode) {
    if (mode.equals("none")) {
      return;
    }
    ObjectNode format = body.putObject("response_format").put("type", mode);
    if (mode.equals("json_schema")) {
      ObjectNode schema = format.putObject("json_schema").put("name", "script").put("strict", true);
      ObjectNode type = schema.putObject("schema").put("type", "object");
      type.putObject("properties")
          .setAll(
              Map.of(
                  "title", Json.MAPPER.createObjectNode().put("type", "string"),
                  "script", Json.MAPPER.createObjectNode().put("type", "string")));
      type.putArray("required").add("title").add("script");
      type.put("additionalProperties", false);
    }
  }

  /** Returns the SHA-256 of the request: equal for equal text, prompt, model and parameters. */
  String key() {
    return Digest.of(json.toLowerCase(Locale.ROOT));
  }
}
