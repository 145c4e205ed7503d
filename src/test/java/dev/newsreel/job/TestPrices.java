package dev.newsreel.job;

import java.math.BigDecimal;

/** Prices for tests: 0.05 dollars a second of video, 0.10 a minute, and those of gpt-4o-mini. */
public final class TestPrices {

  /** The prices. */
  public static final Prices PRICES =
      new Prices(
          new Prices.Tokens(
              new BigDecimal("0.15"), new BigDecimal("0.075"), new BigDecimal("0.60")),
          new BigDecimal("0.05"),
          new BigDecimal("0.10"));

  private TestPrices() {}
}
