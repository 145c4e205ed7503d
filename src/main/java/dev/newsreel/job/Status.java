package dev.newsreel.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a job is on its way. The table of legal moves is in {@code docs/states.md}. */
public enum Status {
  QUEUED("script"),
  SCRIPTING("script"),
  RENDERING("video"),
  CAPTIONING("captions"),
  PUBLISHING("publish"),
  DONE(null),
  FAILED(null),
  CANCELLED(null),
  HELD(null);

  private final String queue;

  Status(String queue) {
    this.queue = queue;
  }

  /** Returns the queue in which a job of this status waits for its turn; null when it has ended. */
  public String queue() {
    return queue;
  }

  /** Returns whether nothing more happens by itself: done, failed, cancelled or held. */
  public boolean ended() {
    return queue == null;
  }

  /** Returns the name as the API and Redis write it, such as {@code rendering}. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
