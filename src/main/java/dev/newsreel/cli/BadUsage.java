package dev.newsreel.cli;

/** A command was called in a way that it does not understand; the message is for who called it. */
public final class BadUsage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with a sentence. */
  public BadUsage(String message) {
    super(message);
  }
}
