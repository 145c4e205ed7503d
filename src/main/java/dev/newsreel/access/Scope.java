package dev.newsreel.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a key allows. No scope includes another. */
public enum Scope {
  /** To look at everything: all GET calls. */
  READ,
  /** To ask for videos, which costs money. */
  TRIGGER,
  /** To act on what is there: cancel, retry, poll a feed. */
  OPERATE;

  /** Returns the name as callers and Redis write it, such as {@code trigger}. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
