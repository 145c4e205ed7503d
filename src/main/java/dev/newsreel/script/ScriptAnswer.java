package dev.newsreel.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Answer;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.Json;
import dev.newsreel.job.Prices;
import dev.newsreel.job.Script;
import dev.newsreel.job.VideoJob;
import dev.newsreel.settings.Settings;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads what OpenAI answers (openai-openapi 2.3.0, read 2026-11-22). */
final class ScriptAnswer {

  private static final int MOST_EMPTY = 4;
  private static final int SENSIBLE = 3;

  private final Settings settings;
  private final Function<VideoJob, Speech> paces;
  private final ScriptCheck check;
  private final Prices prices;

  ScriptAnswer(
      Settings settings, Function<VideoJob, Speech> paces, ScriptCheck check, Prices prices) {
    this.prices = prices;
    this.settings = settings;
    this.paces = paces;
    this.check = check;
  }

  /** A script as it came. */
  private record Draft(String title, String text, String content) {}

  /**
   * Returns the script.
   *
   * @param repaired whether this is the answer to a repair: then what can be mended without asking
   *     is mended
   * @throws UnusableScript when there is a script that another answer may mend
   * @throws CallFailed when there is none; it says what was paid for that
   */
  Script read(Answer answer, VideoJob job, boolean repaired) {
    try {
      return written(answer, job, repaired);
    } catch (CallFailed e) {
      throw e.costing(cost(answer));
    }
  }

  private Script written(Answer answer, VideoJob job, boolean repaired) {
    if (!answer.ok()) {
      throw ScriptErrors.refused(answer);
    }
    JsonNode choice = answer.body().at("/choices/0");
    String reason = choice.path("finish_reason").asText("");
    if (choice.at("/message/refusal").isTextual()) {
      String message = "OpenAI refuses to write about this article";
      throw ScriptErrors.fault("script_refused", message, answer, true);
    }
    if (reason.equals("content_filter")) {
      String message = "OpenAI's content filter stopped the script";
      throw ScriptErrors.fault("script_filtered", message, answer, true);
    }
    String content = choice.at("/message/content").asText("");
    if (reason.equals("length")) {
      throw unusable(FaultyScript.TRUNCATED, "It was cut off at openai.max-tokens", content);
    }
    if (content.isBlank()) {
      boolean last = job.attempts().count() >= MOST_EMPTY;
      throw ScriptErrors.fault("script_empty", "OpenAI gave an empty answer", answer, last);
    }
    return script(draft(content, job), answer, job, repaired);
  }

  private static UnusableScript unusable(String code, String why, String content) {
    return new UnusableScript(new FaultyScript(code, why, content, 0));
  }

  private Draft draft(String content, VideoJob job) {
    String bare = SpokenText.unfenced(content);
    JsonNode parsed = Json.tree(bare.getBytes(StandardCharsets.UTF_8));
    boolean plain = settings.text("openai.structured-output").equals("none") && !parsed.isObject();
    String text = (plain ? bare : parsed.path("script").asText("")).strip();
    String title = parsed.path("title").asText("").strip();
    if (text.isEmpty()) {
      throw unusable("script_malformed", "It has no field script with a text in it", content);
    }
    return new Draft(title.isEmpty() ? job.article().title() : title, text, content);
  }

  private Script script(Draft draft, Answer answer, VideoJob job, boolean repaired) {
    Speech speech = paces.apply(job);
    String language = language(job, settings);
    String clean = repaired ? SpokenText.clean(draft.text()) : draft.text();
    String text = repaired ? cut(clean, language, speech) : clean;
    Optional<ScriptCheck.Flaw> flaw = check.flaw(draft.title(), text, language, speech);
    if (flaw.isPresent()) {
      throw new UnusableScript(
          new FaultyScript(
              flaw.get().code(), flaw.get().why(), draft.content(), speech.seconds(text)));
    }
    String note =
        text.length() == clean.length()
            ? null
            : "The end was cut off: the whole takes " + speech.seconds(clean) + " seconds to say.";
    return new Script(
        draft.title(),
        text,
        speech.seconds(text),
        false,
        note,
        false,
        answer.body().path("model").asText(settings.text("openai.model")),
        cost(answer));
  }

  // A stump is no script: then it stays too long.
  private String cut(String text, String language, Speech speech) {
    int most = settings.number("script.max-seconds");
    String fitting = speech.fit(text, most, Locale.forLanguageTag(language));
    return speech.seconds(fitting) * SENSIBLE >= Math.min(most, speech.seconds(text))
        ? fitting
        : text;
  }

  /** Returns the language that a job's script is to be spoken in. */
  static String language(VideoJob job, Settings settings) {
    String asked = job.options().language();
    return asked == null ? settings.text("script.language") : asked;
  }

  /** Returns what an answer has cost, usable or not, in US dollars. */
  BigDecimal cost(Answer answer) {
    JsonNode usage = answer.body().path("usage");
    return prices.script(
        usage.path("prompt_tokens").asLong(),
        usage.at("/prompt_tokens_details/cached_tokens").asLong(),
        usage.path("completion_tokens").asLong());
  }
}
