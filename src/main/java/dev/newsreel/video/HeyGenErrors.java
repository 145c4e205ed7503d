package dev.newsreel.video;

import dev.newsreel.job.Answer;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Details;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.ProviderDown;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What HeyGen's error answers mean for a job (developers.heygen.com/docs/error-codes, read
 * 2026-11-22).
 */
final class HeyGenErrors {

  /** Refusals that concern this video only, although their status is 403. */
  private static final Set<String> THIS_VIDEO =
      Set.of("voice_not_usable", "avatar_consent_required", "resource_access_denied");

  private HeyGenErrors() {}

  /** Returns the failure that an answer other than 2xx means. */
  static CallFailed of(Answer answer) {
    String code = answer.text("/error/code");
    String said = answer.text("/error/message");
    int status = answer.status();
    String message = "HeyGen answered " + status + (said == null ? "" : ": " + said);
    Duration wait = answer.retryAfter(Instant.now());
    if (status == 409 && "request_in_progress".equals(code)) {
      Details soon = details(answer, "heygen_in_progress", code, Duration.ofSeconds(1));
      return new CallFailed(Outcome.UNKNOWN, Remedy.WAIT, message, soon);
    }
    if (status == 409 && "resource_not_ready".equals(code)) {
      Details details = details(answer, "heygen_not_ready", code, wait);
      return new CallFailed(Outcome.ANSWERED, Remedy.RETRY, message, details);
    }
    if (status == 429) {
      Details details = details(answer, "heygen_busy", code, wait);
      return new CallFailed(Outcome.ANSWERED, Remedy.WAIT, message, details);
    }
    if (status == 401
        || status == 402
        || (status == 403 && !THIS_VIDEO.contains(String.valueOf(code)))) {
      Details details = details(answer, "heygen_account", code, wait);
      return new CallFailed(Outcome.ANSWERED, Remedy.SHUT, message, details);
    }
    if (status >= 400 && status < 500 && status != 408) {
      Details details = details(answer, "heygen_refused", code, null);
      return new CallFailed(Outcome.ANSWERED, Remedy.GIVE_UP, message, details);
    }
    return new ProviderDown(Outcome.UNKNOWN, message, details(answer, "heygen_down", code, wait));
  }

  /**
   * Returns an answer that describes a video.
   *
   * @throws CallFailed when it is anything else, such as a page of HTML with status 200
   */
  static Answer checked(Answer answer) {
    if (answer.status() == 404) {
      String code = answer.text("/error/code");
      throw new CallFailed(
          Outcome.ANSWERED,
          Remedy.WAIT,
          "HeyGen does not know the video",
          details(answer, "video_unknown", code, null));
    }
    if (!answer.ok()) {
      throw of(answer);
    }
    if (answer.text("/data/status") == null) {
      throw new ProviderDown(
          Outcome.UNKNOWN,
          "HeyGen's answer is no video",
          details(answer, "heygen_malformed", null, null));
    }
    return answer;
  }

  private static Details details(Answer answer, String code, String theirs, Duration wait) {
    String next =
        switch (code) {
          case "heygen_account" -> "Check HeyGen's key, balance and plan; jobs go on by themselves";
          case "video_unknown" -> "Look for the job's id among the videos at HeyGen";
          case "heygen_refused" -> "Change what HeyGen refused, then retry";
          default -> "Nothing: it is tried again by itself";
        };
    return new Details("heygen", code, theirs, answer.header("X-Request-Id"), wait, next);
  }
}
