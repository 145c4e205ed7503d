package dev.newsreel.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Answer;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Details;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.Json;
import dev.newsreel.job.Prices;
import dev.newsreel.job.ProviderDown;
import dev.newsreel.job.Script;
import dev.newsreel.job.VideoJob;
import dev.newsreel.settings.Settings;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** Reads what OpenAI answers (openai-openapi 2.3.0, read 2026-11-22). */
final class ScriptAnswer {

  private static final int MOST_PASSING = 4;
  static final String TRUNCATED = "script_truncated";
  private static final Set<String> ACCOUNT_WORDS =
      Set.of("quota", "credit", "spend", "usage_limit");

  private final Settings settings;
  private final Speech speech;
  private final Prices prices;

  ScriptAnswer(Settings settings, Speech speech, Prices prices) {
    this.settings = settings;
    this.speech = speech;
    this.prices = prices;
  }

  /**
   * Returns the script.
   *
   * @param job the job it is for; a fault that it has shown before is final
   * @throws CallFailed when there is no usable script in the answer; it says what was paid for it
   */
  Script read(Answer answer, VideoJob job) {
    try {
      return written(answer, job);
    } catch (CallFailed e) {
      throw e.costing(cost(answer));
    }
  }

  private Script written(Answer answer, VideoJob job) {
    if (!answer.ok()) {
      throw refused(answer);
    }
    JsonNode choice = answer.body().at("/choices/0");
    String reason = choice.path("finish_reason").asText("");
    if (choice.at("/message/refusal").isTextual()) {
      throw fault("script_refused", "OpenAI refuses to write about this article", answer, true);
    }
    if (reason.equals("content_filter")) {
      throw fault("script_filtered", "OpenAI's content filter stopped the script", answer, true);
    }
    if (reason.equals("length")) {
      throw once(TRUNCATED, "The script was cut off at openai.max-tokens", answer, job);
    }
    String content = choice.at("/message/content").asText("");
    if (content.isBlank()) {
      throw passing("script_empty", "OpenAI gave an empty answer", answer, job);
    }
    return checked(content, answer, job);
  }

  private Script checked(String content, Answer answer, VideoJob job) {
    JsonNode parsed = Json.tree(content.getBytes(StandardCharsets.UTF_8));
    boolean plain = settings.text("openai.structured-output").equals("none") && !parsed.isObject();
    String text = (plain ? content : parsed.path("script").asText("")).strip();
    String title = parsed.path("title").asText("").strip();
    String language = job.options().language();
    Locale locale =
        Locale.forLanguageTag(language == null ? settings.text("script.language") : language);
    String fitting = speech.fit(text, settings.number("script.max-seconds"), locale);
    if (text.isEmpty()) {
      throw passing("script_malformed", "OpenAI's answer has no script in it", answer, job);
    }
    if (fitting.isEmpty()) {
      throw once("script_too_long", "The script is longer than script.max-seconds", answer, job);
    }
    if (speech.seconds(fitting) < settings.number("script.min-seconds")) {
      throw once("script_too_short", "The script is shorter than script.min-seconds", answer, job);
    }
    return new Script(
        title.isEmpty() ? job.article().title() : title,
        fitting,
        speech.seconds(fitting),
        false,
        null,
        false,
        answer.body().path("model").asText(settings.text("openai.model")),
        cost(answer));
  }

  private BigDecimal cost(Answer answer) {
    JsonNode usage = answer.body().path("usage");
    return prices.script(
        usage.path("prompt_tokens").asLong(),
        usage.at("/prompt_tokens_details/cached_tokens").asLong(),
        usage.path("completion_tokens").asLong());
  }

  /**
   * Returns how many seconds of what OpenAI has written are not spoken, because it was too much.
   */
  int cutSeconds(Answer answer, Script script) {
    String content = answer.body().at("/choices/0/message/content").asText("");
    if (content.length() <= script.text().length()) {
      return 0;
    }
    String text = Json.tree(content.getBytes(StandardCharsets.UTF_8)).path("script").asText("");
    return Math.max(0, speech.seconds(text.isEmpty() ? content : text) - script.spokenSeconds());
  }

  // Such an answer says nothing about the article: it is worth a few more attempts.
  private static CallFailed passing(String code, String message, Answer answer, VideoJob job) {
    return fault(code, message, answer, job.attempts().count() >= MOST_PASSING);
  }

  private static CallFailed once(String code, String message, Answer answer, VideoJob job) {
    String cause = job.attempts().cause();
    return fault(code, message, answer, cause != null && cause.startsWith(code));
  }

  private static CallFailed fault(String code, String message, Answer answer, boolean last) {
    return new CallFailed(
        Outcome.ANSWERED,
        last ? Remedy.GIVE_UP : Remedy.RETRY,
        message,
        new Details(
            "openai",
            code,
            null,
            answer.header("x-request-id"),
            null,
            "Change the article or the prompt and retry, or set script.fallback = template"));
  }

  private static CallFailed refused(Answer answer) {
    String code =
        answer.text("/error/code") != null
            ? answer.text("/error/code")
            : answer.text("/error/type");
    String said = answer.text("/error/message");
    String message = "OpenAI answered " + answer.status() + (said == null ? "" : ": " + said);
    Details details =
        new Details(
            "openai",
            "openai_refused",
            code,
            answer.header("x-request-id"),
            answer.retryAfter(Instant.now()),
            "Read OpenAI's message, then retry");
    int status = answer.status();
    String kind = code + " " + answer.text("/error/type");
    boolean account = status == 429 && ACCOUNT_WORDS.stream().anyMatch(kind::contains);
    if (status == 401 || status == 402 || status == 403 || account) {
      return new CallFailed(Outcome.ANSWERED, Remedy.SHUT, message, account(details));
    }
    if (status == 429) {
      return new CallFailed(Outcome.ANSWERED, Remedy.WAIT, message, details);
    }
    if (status >= 500 || status == 408 || status == 409 || status == 0) {
      return new ProviderDown(Outcome.ANSWERED, message, details);
    }
    return new CallFailed(Outcome.ANSWERED, Remedy.GIVE_UP, message, details);
  }

  private static Details account(Details d) {
    return new Details(
        d.provider(),
        "openai_account",
        d.providerCode(),
        d.requestId(),
        d.retryAfter(),
        "Check OpenAI's key and balance; jobs go on by themselves");
  }
}
