package dev.newsreel.settings;

import java.util.List;

/** A setting is missing, unknown or cannot be read; the message names it. */
public final class BadSetting extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** Makes one with a sentence for the one who starts the application. */
  public BadSetting(String message) {
    this(List.of(message));
  }

  /** Makes one with all that is wrong, a sentence each. */
  public BadSetting(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns all that is wrong, a sentence each. */
  public List<String> problems() {
    return problems;
  }
}
