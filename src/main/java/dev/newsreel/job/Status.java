package dev.newsreel.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a job is on its way. The table of legal moves is in {@code docs/states.md}. */
public enum Status {
  QUEUED("script", null),
  SCRIPTING("script", "openai"),
  RENDERING("video", "heygen"),
  CAPTIONING("captions", "submagic"),
  PUBLISHING("publish", null),
  DONE(null, null),
  FAILED(null, null),
  CANCELLED(null, null),
  HELD(null, null);

  private final String queue;
  private final String provider;

  Status(String queue, String provider) {
    this.queue = queue;
    this.provider = provider;
  }

  /** Returns the queue in which a job of this status waits for its turn; null when it has ended. */
  public String queue() {
    return queue;
  }

  /** Returns the provider that works at a job of this status, such as {@code heygen}; or null. */
  public String provider() {
    return provider;
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
