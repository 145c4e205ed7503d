package dev.newsreel.job;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * US dollars as they are counted in Redis: whole units of 10^-8 dollars, so that sums are exact.
 */
public final class Usd {

  private static final int DIGITS = 8;

  private Usd() {}

  /** Returns the units of an amount, rounded half up; 0 for null. */
  public static long units(BigDecimal usd) {
    return usd == null
        ? 0
        : usd.movePointRight(DIGITS).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  /** Returns the amount of so many units, without needless zeros. */
  public static BigDecimal of(long units) {
    return plain(BigDecimal.valueOf(units, DIGITS));
  }

  /** Returns an amount as it is counted, rounded half up to whole units. */
  public static BigDecimal rounded(BigDecimal usd) {
    return plain(usd.setScale(DIGITS, RoundingMode.HALF_UP));
  }

  private static BigDecimal plain(BigDecimal usd) {
    BigDecimal brief = usd.stripTrailingZeros();
    return brief.scale() < 0 ? brief.setScale(0) : brief;
  }
}
