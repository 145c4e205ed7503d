package dev.newsreel.wire;

import java.io.IOException;

/** What the wire throws, for tests of those who must understand it. */
public final class WireFailures {

  private WireFailures() {}

  /** Returns the failure of a request of which nothing was written. */
  public static IOException notSent() {
    return new NotSent(NotSent.Reason.CONNECT, "Nobody listens.", null);
  }

  /** Returns the failure of a request whose answer was lost. */
  public static IOException answerLost() {
    return new OutcomeUnknown(OutcomeUnknown.Reason.BROKEN, "The connection broke.", null);
  }

  /** Returns the failure of a request to an address that is not allowed. */
  public static IOException addressRefused() {
    return new AddressRefused("loopback");
  }

  /** Returns the failure of an answer that is too large. */
  public static IOException tooLarge() {
    return new BodyTooLarge(10);
  }
}
