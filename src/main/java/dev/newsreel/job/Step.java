package dev.newsreel.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far the current status is: the three edges of a paid step. */
public enum Step {
  /** Waits for its turn; nothing has been asked of a provider. */
  READY,
  /** The intent is saved; whether the provider has heard of it is not known. */
  CLAIMED,
  /** The provider has confirmed the order, its id is saved; the answer is awaited. */
  ORDERED;

  /** Returns the name as Redis and the history write it, such as {@code claimed}. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
