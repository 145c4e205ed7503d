package dev.newsreel.settings;

/** A setting is missing, unknown or cannot be read; the message names it. */
public final class BadSetting extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with a sentence for the one who starts the application. */
  public BadSetting(String message) {
    super(message);
  }
}
