package dev.newsreel.job;

/** The act does not fit the job's state; nothing was changed. */
public final class NotPossible extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotPossible(String message) {
    super(message);
  }
}
