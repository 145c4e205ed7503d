package dev.newsreel.job;

/**
 * The provider itself is in trouble, not our request. Only this, and a connection that fails,
 * counts for a circuit breaker.
 */
public final class ProviderDown extends CallFailed {
  private static final long serialVersionUID = 1L;

  /** Makes such a failure; the remedy is to try again. */
  public ProviderDown(Outcome outcome, String message, Details details) {
    super(outcome, Remedy.RETRY, message, details);
  }
}
