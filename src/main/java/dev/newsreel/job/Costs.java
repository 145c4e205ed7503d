package dev.newsreel.job;

import java.math.BigDecimal;

/**
 * What has been paid for a job so far, by provider, in US dollars. It only grows: what is bought
 * again is added, and so is what was paid for in vain.
 *
 * @param openai for scripts, unusable answers included
 * @param heygen for avatar videos
 * @param submagic for captions
 */
public record Costs(BigDecimal openai, BigDecimal heygen, BigDecimal submagic) {

  /** Nothing was paid. */
  public static final Costs NONE = new Costs(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  /** Makes costs; null is nothing. */
  public Costs {
    openai = openai == null ? BigDecimal.ZERO : openai;
    heygen = heygen == null ? BigDecimal.ZERO : heygen;
    submagic = submagic == null ? BigDecimal.ZERO : submagic;
  }

  /** Returns what the parts of a job say that they have cost; null parts cost nothing. */
  static Costs of(Script script, Render heygen, Captions submagic) {
    return new Costs(
        script == null ? null : script.costUsd(),
        heygen == null ? null : heygen.costUsd(),
        submagic == null ? null : submagic.costUsd());
  }

  /**
   * Returns these costs and one more amount.
   *
   * @param usd not negative; null is nothing
   * @throws IllegalArgumentException when an amount is to be paid to nobody that we know
   */
  Costs plus(String provider, BigDecimal usd) {
    if (usd == null || usd.signum() == 0) {
      return this;
    }
    if (provider == null || usd.signum() < 0) {
      throw new IllegalArgumentException("Nobody is paid " + usd);
    }
    return switch (provider) {
      case "openai" -> new Costs(openai.add(usd), heygen, submagic);
      case "heygen" -> new Costs(openai, heygen.add(usd), submagic);
      case "submagic" -> new Costs(openai, heygen, submagic.add(usd));
      default -> throw new IllegalArgumentException(provider + " is paid nothing");
    };
  }

  /** Returns what was paid to all of them. */
  public BigDecimal total() {
    return openai.add(heygen).add(submagic);
  }
}
