package dev.newsreel.job;

/** What somebody gave us cannot be used; nothing was changed. */
public abstract class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with a sentence for the one who gave it. */
  protected BadInput(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns the reason for machines; stable. */
  public abstract String code();
}
