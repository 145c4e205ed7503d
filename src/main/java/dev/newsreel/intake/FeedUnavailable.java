package dev.newsreel.intake;

import dev.newsreel.job.BadInput;

/** A feed's server did not give the feed. */
public final class FeedUnavailable extends BadInput {
  private static final long serialVersionUID = 1L;

  FeedUnavailable(String message) {
    super(message, null);
  }

  @Override
  public String code() {
    return "feed_unavailable";
  }
}
