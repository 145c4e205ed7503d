package dev.newsreel;

/** A command was called in a way that it does not understand; the message is for who called it. */
final class BadUsage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadUsage(String message) {
    super(message);
  }
}
