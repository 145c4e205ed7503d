package dev.newsreel.intake;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How a declared feed is doing. */
public enum Condition {
  /** Its last poll succeeded, or it has not been polled yet. */
  OK,
  /** Its last polls failed; it is polled again, later each time. */
  FAILING,
  /** Its server has refused it for so long that it is polled no more. */
  DISABLED,
  /** Its server says that it is gone for good; it is polled no more. */
  GONE;

  /** Returns whether nothing more happens by itself. */
  public boolean ended() {
    return this == DISABLED || this == GONE;
  }

  /** Returns the name as the API and Redis write it, such as {@code failing}. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the condition of that name; {@link #OK} for null and for what a newer release has
   * written.
   */
  static Condition of(String text) {
    return Arrays.stream(values()).filter(c -> c.text().equals(text)).findFirst().orElse(OK);
  }
}
