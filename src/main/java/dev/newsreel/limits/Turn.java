package dev.newsreel.limits;

import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.wire.BodyTooLarge;
import dev.newsreel.wire.OutcomeUnknown;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** One call's turn at a gate, from taking it to the end of its exchange. */
final class Turn extends SynchronizationAdapter {

  static final String PROPERTY = "gateTurn";
  static final int LOST = 0;
  static final int NOT_SENT = -1;

  private final Gate gate;
  private final String call;
  private final Instant since;
  private final Kind kind;
  private boolean told;

  /**
   * What kind of turn.
   *
   * @param counted whether its end must be told
   * @param tries whether it is the one that tries a breaker which is half open
   */
  record Kind(boolean counted, boolean tries) {}

  /**
   * Makes a turn.
   *
   * @param call a name for this very call: the job's id, a bar, and what no other call has
   */
  Turn(Gate gate, String call, Instant since, Kind kind) {
    this.gate = gate;
    this.call = call;
    this.since = since;
    this.kind = kind;
  }

  Gate gate() {
    return gate;
  }

  String job() {
    return call.substring(0, call.lastIndexOf('|'));
  }

  String call() {
    return call;
  }

  Instant since() {
    return since;
  }

  Kind kind() {
    return kind;
  }

  /** Notes that the gate knows how the call ended; returns whether that is new. */
  boolean tell() {
    boolean first = !told;
    told = true;
    return first;
  }

  @Override
  public void onDone(Exchange exchange) {
    gate.end(this, failure(exchange));
  }

  private static Exception failure(Exchange exchange) {
    Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    return exchange.getException() == null ? caught : exchange.getException();
  }

  /** Returns the refusal of all work that a failure is; null when it is none. */
  static CallFailed refusal(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof CallFailed call && call.remedy() == Remedy.SHUT) {
        return call;
      }
    }
    return null;
  }

  /** Returns whether a provider may have counted the call that ended in this failure. */
  static int ending(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof OutcomeUnknown || t instanceof BodyTooLarge) {
        return LOST;
      }
    }
    return NOT_SENT;
  }
}
