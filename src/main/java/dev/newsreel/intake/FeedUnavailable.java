package dev.newsreel.intake;

import dev.newsreel.job.BadInput;
import java.time.Duration;

/** A feed's server did not give the feed. */
public final class FeedUnavailable extends BadInput {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final Duration retryAfter;

  FeedUnavailable(String message) {
    super(message, null);
    this.status = 0;
    this.retryAfter = null;
  }

  /**
   * An answer that is no feed.
   *
   * @param retryAfter what the server wants us to wait; null when it did not say
   */
  FeedUnavailable(int status, Duration retryAfter) {
    super("The feed's server answered " + status, null);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Returns the HTTP status; 0 when there was none. */
  int status() {
    return status;
  }

  /** Returns what the server wants us to wait; null when it did not say. */
  Duration retryAfter() {
    return retryAfter;
  }

  @Override
  public String code() {
    return "feed_unavailable";
  }
}
