package dev.newsreel.script;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.function.Function;
import java.util.regex.Pattern;

/** What OpenAI is asked, as Chat Completions requests (openai-openapi 2.3.0, read 2026-11-22). */
final class ScriptRequests {

  /** How many characters of an article are read. */
  static final int MOST_ARTICLE = 12_000;

  private static final Pattern FENCE = Pattern.compile("(?i)<(?=\\s*/?\\s*article)");

  private final Settings settings;
  private final Prompt prompts;
  private final Function<VideoJob, Speech> paces;

  ScriptRequests(Settings settings, Prompt prompts, Function<VideoJob, Speech> paces) {
    this.settings = settings;
    this.prompts = prompts;
    this.paces = paces;
  }

  /**
   * Returns the request for one job, as JSON.
   *
   * @param faulty what the first answer was and what is wrong with it; null to ask for the first
   */
  String json(VideoJob job, FaultyScript faulty) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("model", settings.text("openai.model"));
    body.put("temperature", new BigDecimal(settings.text("openai.temperature")));
    body.put(settings.text("openai.token-field"), tokens(faulty));
    ArrayNode messages = body.putArray("messages");
    say(messages, "system", rules(job));
    say(messages, "user", article(job.article()));
    if (faulty != null) {
      if (!faulty.content().isBlank()) {
        say(messages, "assistant", faulty.content());
      }
      say(messages, "user", repair(faulty));
    }
    structured(body, settings.text("openai.structured-output"));
    return Json.write(body);
  }

  private static void say(ArrayNode messages, String role, String content) {
    messages.addObject().put("role", role).put("content", content);
  }

  private String rules(VideoJob job) {
    String name = job.options().prompt();
    String language = ScriptAnswer.language(job, settings);
    Speech speech = paces.apply(job);
    int seconds = settings.number("script.max-seconds");
    String rules =
        prompts
            .text(name == null ? settings.text("script.prompt") : name)
            .replace("{language}", language)
            .replace("{length}", speech.most(seconds, language))
            .replace("{words}", Integer.toString(speech.wordsIn(seconds)))
            .replace("{seconds}", Integer.toString(seconds));
    // OpenAI refuses this mode when no message speaks of JSON.
    return settings.text("openai.structured-output").equals("json_object")
        ? rules + "\nAnswer with a JSON object that has the fields title and script."
        : rules;
  }

  private static String repair(FaultyScript faulty) {
    return "Your script cannot be used. "
        + faulty.why()
        + ". Write the whole script again without this fault, in the same form as before.";
  }

  // A script that was cut off gets twice the room when it is mended.
  private int tokens(FaultyScript faulty) {
    int most = settings.number("openai.max-tokens");
    return faulty != null && faulty.code().equals(FaultyScript.TRUNCATED) ? 2 * most : most;
  }

  private static String article(Article article) {
    String text = normal(article.text());
    return "<article>\n"
        + normal(article.title())
        + "\n\n"
        + cut(text, MOST_ARTICLE)
        + "\n</article>";
  }

  /** Returns the beginning of a text, without half a character at its end. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  // What looks like the end of the article inside it is defused.
  private static String normal(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return FENCE.matcher(composed).replaceAll("(").replaceAll("[ \\t]+", " ").strip();
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

  /** Returns the SHA-256 of a request: equal for equal text, prompt, model and parameters. */
  static String key(String json) {
    return Digest.of(json.toLowerCase(Locale.ROOT));
  }

  /** Returns the headers of every request. */
  Map<String, Object> headers() {
    String auth = settings.text("openai.auth-header");
    String key = settings.text("openai.api-key");
    String proof = auth.equalsIgnoreCase("Authorization") ? "Bearer " + key : key;
    return Map.of("Content-Type", "application/json", auth, proof);
  }
}
