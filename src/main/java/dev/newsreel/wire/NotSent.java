package dev.newsreel.wire;

import java.io.IOException;

/**
 * The request did not leave: not one byte of it was written to the network, so that repeating it is
 * always safe.
 *
 * <p>The message may be shown to anybody; the cause may name inner addresses and is for logs only.
 */
public sealed class NotSent extends IOException permits AddressRefused {

  private static final long serialVersionUID = 1L;

  /** The step that failed. */
  public enum Reason {
    /** The address or what its name resolves to is not allowed. */
    ADDRESS,
    /** No connection became free in time. */
    POOL,
    /** The name could not be resolved. */
    NAME,
    /** The connection was refused or not made in time. */
    CONNECT,
    /** TLS was not agreed upon. */
    TLS,
    /** The deadline came before the request was sent. */
    DEADLINE,
    /** The request itself could not be made, for example because its body could not be read. */
    REQUEST
  }

  private final Reason reason;

  NotSent(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** The step that failed; for metrics and logs, never for whoever named the address. */
  public Reason reason() {
    return reason;
  }
}
