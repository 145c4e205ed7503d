package dev.newsreel.job;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * A call to a provider did not lead on. What it means for the job is decided by the outcome on the
 * wire and by the remedy, not by the kind of exception.
 */
public sealed class CallFailed extends RuntimeException permits ProviderDown {
  private static final long serialVersionUID = 1L;

  /** What the provider can have noticed. */
  public enum Outcome {
    /** Nothing reached the provider. */
    NOT_SENT,
    /** The provider has answered: nothing was bought. */
    ANSWERED,
    /** The provider may have done it or not. */
    UNKNOWN
  }

  /** What helps. */
  public enum Remedy {
    /** Trying again; an attempt is lost. */
    RETRY,
    /** Waiting; no attempt is lost, because the job is not to blame. */
    WAIT,
    /** Waiting, for all jobs: the provider refuses all work until a person has acted. */
    SHUT,
    /** Nothing but a person. */
    GIVE_UP
  }

  private final Outcome outcome;
  private final Remedy remedy;
  private final transient Details details;
  private BigDecimal usd;

  /**
   * What is known besides.
   *
   * @param provider {@code openai}, {@code heygen} or {@code submagic}; null when none
   * @param code our stable code
   * @param providerCode the provider's code; null when it gave none
   * @param requestId the provider's id of the request; null when it gave none
   * @param retryAfter how long the provider wants us to wait; null when it did not say
   * @param next what a person can do
   */
  public record Details(
      String provider,
      String code,
      String providerCode,
      String requestId,
      Duration retryAfter,
      String next) {}

  /** Makes a failure with a sentence that a person can read. */
  public CallFailed(Outcome outcome, Remedy remedy, String message, Details details) {
    super(message);
    this.outcome = outcome;
    this.remedy = remedy;
    this.details = details;
  }

  /** Notes what the answer has cost all the same, in US dollars, and returns this. */
  public CallFailed costing(BigDecimal amount) {
    usd = amount.signum() == 0 ? null : amount;
    return this;
  }

  /** Returns the same with another sentence. */
  public CallFailed saying(String message) {
    CallFailed same = new CallFailed(outcome, remedy, message, details);
    same.usd = usd;
    return same;
  }

  /** Returns what the answer has cost all the same; null when nothing. */
  public BigDecimal usd() {
    return usd;
  }

  /** Returns what the provider can have noticed. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns what helps. */
  public Remedy remedy() {
    return remedy;
  }

  /** Returns whether the job is not to blame, and loses no attempt. */
  public boolean waits() {
    return remedy == Remedy.WAIT || remedy == Remedy.SHUT;
  }

  /** Returns what is known besides. */
  public Details details() {
    return details;
  }
}
