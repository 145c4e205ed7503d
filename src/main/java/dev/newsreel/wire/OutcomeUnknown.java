package dev.newsreel.wire;

import java.io.IOException;

/**
 * The request, or part of it, was written and no complete answer was read: it may or may not have
 * been carried out.
 *
 * <p>Repeat it only with a key that the receiver knows, or after asking what became of it. The
 * message may be shown to anybody; the cause is for logs only.
 */
public final class OutcomeUnknown extends IOException {

  private static final long serialVersionUID = 1L;

  /** What happened instead of a complete answer. */
  public enum Reason {
    /** The deadline of the whole call came first. */
    DEADLINE,
    /** Nothing was heard for longer than allowed. */
    SILENCE,
    /** The connection was closed or reset. */
    BROKEN,
    /** What came was not HTTP, or was encoded in a way that was not asked for. */
    GARBAGE
  }

  private final Reason reason;

  OutcomeUnknown(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What happened instead of a complete answer. */
  public Reason reason() {
    return reason;
  }
}
