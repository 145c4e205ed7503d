package dev.newsreel.wire;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * One call on its way: how far it came, and its end by completion or by the deadline, whichever is
 * first.
 */
final class Call {

  /**
   * How far a call came; in this order, except that BODY marks a request body that failed before a
   * byte left.
   */
  enum Step {
    POOL,
    NAME,
    CONNECT,
    TLS,
    BODY,
    SENDING
  }

  private static final String ATTRIBUTE = "newsreel.wire.call";

  private final String target;
  private final Runnable abort;
  private final CompletableFuture<Boolean> end = new CompletableFuture<>();
  private volatile Step step = Step.POOL;
  private volatile boolean late;

  /**
   * A call that has not begun.
   *
   * @param target the host for messages; null when messages must not tell anything
   * @param abort closes the connection, from any thread, at any step
   */
  Call(String target, Runnable abort) {
    this.target = target;
    this.abort = abort;
  }

  static Call of(HttpContext context) {
    return (Call) context.getAttribute(ATTRIBUTE);
  }

  /**
   * Starts the clock; the JDK's one timer thread serves all calls and forgets a call that ended.
   */
  void begin(HttpContext context, Duration deadline) {
    context.setAttribute(ATTRIBUTE, this);
    if (deadline == null) {
      return;
    }
    var unused =
        end.completeOnTimeout(true, deadline.toNanos(), TimeUnit.NANOSECONDS)
            .thenAccept(
                timedOut -> {
                  if (timedOut) {
                    late = true;
                    abort.run();
                  }
                });
  }

  void reach(Step reached) {
    step = reached;
  }

  boolean isLate() {
    return late;
  }

  /** Stops the clock. */
  void end() {
    end.complete(false);
  }

  /** Stops the clock and closes the connection without reading on. */
  void abort() {
    end();
    abort.run();
  }

  /** The failure in our words: {@link NotSent}, {@link OutcomeUnknown} or {@link BodyTooLarge}. */
  IOException failure(Exception cause) {
    if (cause instanceof NotSent
        || cause instanceof OutcomeUnknown
        || cause instanceof BodyTooLarge) {
      return (IOException) cause;
    }
    return step == Step.SENDING ? unknown(cause) : notSent(cause);
  }

  private NotSent notSent(Exception cause) {
    var reason =
        switch (step) {
          case POOL -> NotSent.Reason.POOL;
          case NAME -> NotSent.Reason.NAME;
          case CONNECT -> NotSent.Reason.CONNECT;
          case TLS -> NotSent.Reason.TLS;
          case BODY, SENDING -> NotSent.Reason.REQUEST;
        };
    if (cause.getCause() instanceof AddressRefused) {
      reason = NotSent.Reason.ADDRESS;
    }
    var told = late ? NotSent.Reason.DEADLINE : reason;
    return new NotSent(told, Sentences.of(target, told), cause);
  }

  private OutcomeUnknown unknown(Exception cause) {
    var reason = late ? OutcomeUnknown.Reason.DEADLINE : reasonOf(cause);
    return new OutcomeUnknown(reason, Sentences.of(target, reason), cause);
  }

  private static OutcomeUnknown.Reason reasonOf(Exception cause) {
    if (cause instanceof SocketTimeoutException) {
      return OutcomeUnknown.Reason.SILENCE;
    }
    var garbage =
        cause instanceof HttpException
            || cause instanceof MessageConstraintException
            || (cause instanceof MalformedChunkCodingException
                && !(cause instanceof TruncatedChunkException))
            || cause instanceof ZipException;
    return garbage ? OutcomeUnknown.Reason.GARBAGE : OutcomeUnknown.Reason.BROKEN;
  }
}
