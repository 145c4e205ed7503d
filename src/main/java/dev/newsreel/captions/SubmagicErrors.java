package dev.newsreel.captions;

import dev.newsreel.job.Answer;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Details;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.ProviderDown;
import java.time.Duration;
import java.time.Instant;

/** What Submagic's error answers mean for a job (docs.submagic.co, read 2026-11-22). */
final class SubmagicErrors {

  private SubmagicErrors() {}

  /** Returns the failure that an answer other than 2xx means. */
  static CallFailed of(Answer answer) {
    int status = answer.status();
    String said = answer.text("/message");
    String message = "Submagic answered " + status + (said == null ? "" : ": " + said);
    Duration wait = answer.retryAfter(Instant.now());
    if (status == 429) {
      return new CallFailed(
          Outcome.ANSWERED, Remedy.WAIT, message, details(answer, "submagic_busy", wait));
    }
    if (status == 401 || status == 402 || status == 403) {
      return new CallFailed(
          Outcome.ANSWERED, Remedy.SHUT, message, details(answer, "submagic_account", null));
    }
    if (status >= 400 && status < 500 && status != 408) {
      return new CallFailed(
          Outcome.ANSWERED, Remedy.GIVE_UP, message, details(answer, "submagic_refused", null));
    }
    return new ProviderDown(Outcome.UNKNOWN, message, details(answer, "submagic_down", wait));
  }

  static Details details(Answer answer, String code, Duration wait) {
    String next =
        switch (code) {
          case "submagic_account" -> "Check Submagic's key and credits; jobs go on by themselves";
          case "submagic_refused" -> "Change what Submagic refused, then retry";
          default -> "Nothing: it is tried again by itself";
        };
    return new Details(
        "submagic", code, answer.text("/error"), answer.header("x-request-id"), wait, next);
  }
}
