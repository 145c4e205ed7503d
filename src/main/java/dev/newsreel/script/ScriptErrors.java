package dev.newsreel.script;

import dev.newsreel.job.Answer;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Details;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.ProviderDown;
import java.time.Instant;
import java.util.Set;

/** What it means when there is no usable script (openai-openapi 2.3.0, read 2026-11-22). */
final class ScriptErrors {

  private static final Set<String> ACCOUNT_WORDS =
      Set.of("quota", "credit", "spend", "usage_limit");

  private ScriptErrors() {}

  /** Returns the failure of an answer whose script cannot be used. */
  static CallFailed fault(String code, String message, Answer answer, boolean last) {
    String next =
        code.equals(FaultyScript.BANNED)
            ? "Read the article, then retry, or change script.banned or the prompt"
            : "Change the article or the prompt and retry, or set script.fallback = template";
    String requestId = answer == null ? null : answer.header("x-request-id");
    return new CallFailed(
        Outcome.ANSWERED,
        last ? Remedy.GIVE_UP : Remedy.RETRY,
        message,
        new Details("openai", code, null, requestId, null, next));
  }

  /** Returns the failure of an answer that is an error. */
  static CallFailed refused(Answer answer) {
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
