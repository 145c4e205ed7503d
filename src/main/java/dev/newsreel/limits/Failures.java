package dev.newsreel.limits;

import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Details;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import dev.newsreel.wire.AddressRefused;
import dev.newsreel.wire.BodyTooLarge;
import dev.newsreel.wire.NotSent;
import dev.newsreel.wire.OutcomeUnknown;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.util.Map;

/** Tells what any exception means, from what really happened on the wire. */
final class Failures {

  private static final Map<Status, String> PROVIDERS =
      Map.of(
          Status.SCRIPTING, "openai",
          Status.RENDERING, "heygen",
          Status.CAPTIONING, "submagic");

  private Failures() {}

  /** Returns the failure in our terms. */
  static CallFailed explain(Exception failure, VideoJob job) {
    String provider = PROVIDERS.get(job.status());
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof CallFailed known) {
        return known;
      }
      if (t instanceof CallNotPermittedException) {
        String message = "Calls are paused because " + provider + " has failed too often lately";
        return call(Outcome.NOT_SENT, Remedy.WAIT, message, details(provider, "breaker_open"));
      }
      if (t instanceof AddressRefused refused) {
        Details details = details(provider, refused.code());
        return call(Outcome.NOT_SENT, Remedy.GIVE_UP, refused.getMessage(), details);
      }
      if (t instanceof NotSent) {
        return call(Outcome.NOT_SENT, Remedy.RETRY, t.getMessage(), details(provider, "not_sent"));
      }
      if (t instanceof OutcomeUnknown) {
        return call(
            Outcome.UNKNOWN, Remedy.RETRY, t.getMessage(), details(provider, "answer_lost"));
      }
      if (t instanceof BodyTooLarge) {
        Details details = details(provider, "answer_too_large");
        return call(Outcome.UNKNOWN, Remedy.GIVE_UP, t.getMessage(), details);
      }
    }
    return call(
        Outcome.UNKNOWN,
        Remedy.RETRY,
        "Newsreel itself failed: " + failure,
        new Details(
            null, "internal_error", null, null, null, "Report this with the job's history"));
  }

  private static CallFailed call(Outcome outcome, Remedy remedy, String message, Details details) {
    return new CallFailed(outcome, remedy, message, details);
  }

  private static Details details(String provider, String code) {
    return new Details(provider, code, null, null, null, "Retry, when the cause is mended");
  }
}
