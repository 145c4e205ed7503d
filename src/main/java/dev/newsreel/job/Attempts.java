package dev.newsreel.job;

import java.time.Instant;

/**
 * The failed attempts in the present status.
 *
 * @param count how many attempts were lost; waiting for a breaker or a slot loses none
 * @param since when the first one failed
 * @param cause why the last one failed
 */
public record Attempts(int count, Instant since, String cause) {

  /** No attempt was lost. */
  public static final Attempts NONE = new Attempts(0, null, null);

  /** Returns these as a step begins: why it had to wait for its turn is told no more. */
  public Attempts begun() {
    return count == 0 ? NONE : this;
  }

  /**
   * Returns these as they are while the job waits for something that is not its fault: no attempt
   * is lost, and no patience.
   */
  public Attempts waiting(String why) {
    return new Attempts(count, null, why);
  }

  /** Returns these attempts and one more. */
  public Attempts another(String why, Instant now) {
    return new Attempts(count + 1, since == null ? now : since, why);
  }
}
