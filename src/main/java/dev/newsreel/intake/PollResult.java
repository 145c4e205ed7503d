package dev.newsreel.intake;

import dev.newsreel.job.BadInput;
import dev.newsreel.wire.AddressRules;
import dev.newsreel.wire.BodyTooLarge;
import dev.newsreel.wire.NotSent;
import dev.newsreel.wire.OutcomeUnknown;
import java.time.Duration;
import java.util.Set;

/**
 * What one poll came to.
 *
 * @param failure why it failed; null when it did not
 * @param answer the last answer; null when there was none
 * @param manners when the feed wants to be polled, as far as is known
 * @param host the last host that a redirect has led to; null without any
 * @param start where it began
 */
record PollResult(Exception failure, FeedAnswer answer, Manners manners, String host, Start start) {

  private static final Set<Integer> REFUSALS = Set.of(401, 403, 404);

  /**
   * Where a poll began.
   *
   * @param full at the declared address, without conditions
   * @param moved at the address that permanent redirects have led to
   */
  record Start(boolean full, boolean moved) {}

  boolean isGone() {
    return unavailable() != null && unavailable().status() == 410;
  }

  boolean isRefused() {
    return unavailable() != null && REFUSALS.contains(unavailable().status());
  }

  /** Returns what the server wants us to wait; null when it did not say. */
  Duration retryAfter() {
    return unavailable() == null ? null : unavailable().retryAfter();
  }

  private FeedUnavailable unavailable() {
    return failure instanceof FeedUnavailable known ? known : null;
  }

  /** Returns why it failed, as a sentence that may be shown to anybody. */
  String cause() {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof BadInput || t instanceof BodyTooLarge) {
        return t.getMessage();
      }
      // One text for all: it must not tell whether something inside has answered.
      if (t instanceof NotSent || t instanceof OutcomeUnknown) {
        return AddressRules.MESSAGE;
      }
    }
    return "Newsreel itself failed; the log says why";
  }
}
