package dev.newsreel.limits;

import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Details;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.VideoJob;
import dev.newsreel.wire.AddressRefused;
import dev.newsreel.wire.BodyTooLarge;
import dev.newsreel.wire.NotSent;
import dev.newsreel.wire.OutcomeUnknown;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;

/** Tells what any exception means, from what really happened on the wire. */
final class Failures {

  private static final String NOT_SENT = "not_sent";
  private static final String LOST = "answer_lost";

  private Failures() {}

  /** Returns the failure in our terms. */
  static CallFailed explain(Exception failure, VideoJob job) {
    String provider = job.status().provider();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      CallFailed known = t instanceof CallFailed call ? call : onTheWire(t, provider);
      if (known != null) {
        return known;
      }
    }
    return call(
        Outcome.UNKNOWN,
        Remedy.RETRY,
        "Newsreel itself failed: " + failure,
        new Details(
            null, "internal_error", null, null, null, "Report this with the job's history"));
  }

  /** Returns what happened on the wire; null when this is another kind of failure. */
  private static CallFailed onTheWire(Throwable t, String provider) {
    String said = t.getMessage();
    if (t instanceof CallNotPermittedException) {
      String message = "Calls are paused because " + provider + " has failed too often lately";
      return call(Outcome.NOT_SENT, Remedy.WAIT, message, details(provider, "breaker_open"));
    }
    if (t instanceof AddressRefused refused) {
      Details details = details(provider, refused.code());
      return call(Outcome.NOT_SENT, Remedy.GIVE_UP, said, details);
    }
    if (t instanceof NotSent) {
      return call(Outcome.NOT_SENT, Remedy.RETRY, said, details(provider, NOT_SENT));
    }
    if (t instanceof OutcomeUnknown) {
      return call(Outcome.UNKNOWN, Remedy.RETRY, said, details(provider, LOST));
    }
    return t instanceof BodyTooLarge
        ? call(Outcome.UNKNOWN, Remedy.GIVE_UP, said, details(provider, "answer_too_large"))
        : null;
  }

  /** Returns whether a server could not be reached, or was lost. */
  static boolean isOnTheWire(CallFailed call) {
    return call.details().code().equals(NOT_SENT) || call.details().code().equals(LOST);
  }

  private static CallFailed call(Outcome outcome, Remedy remedy, String message, Details details) {
    return new CallFailed(outcome, remedy, message, details);
  }

  private static Details details(String provider, String code) {
    return new Details(provider, code, null, null, null, "Retry, when the cause is mended");
  }
}
