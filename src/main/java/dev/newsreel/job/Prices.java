package dev.newsreel.job;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What the providers charge, in US dollars. Every amount is rounded half up to 10^-8 dollars.
 *
 * @param tokens OpenAI's prices of the model that writes the scripts
 * @param perSecond HeyGen's price of a second of video, with the engine and the resolution in use
 * @param perMinute Submagic's price of a started minute of video
 */
public record Prices(Tokens tokens, BigDecimal perSecond, BigDecimal perMinute) {

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal MINUTE = BigDecimal.valueOf(60);
  // What a confused server tells must not make a sum that cannot be counted.
  private static final long MOST_TOKENS = 100_000_000;
  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(1_000_000);

  /**
   * Prices of a million tokens.
   *
   * @param input of what is asked
   * @param cached of that part of it that OpenAI still remembered
   * @param output of what is written
   */
  public record Tokens(BigDecimal input, BigDecimal cached, BigDecimal output) {}

  /**
   * Returns the price of one answer of OpenAI.
   *
   * @param asked how many tokens were asked, those that were remembered included
   * @param remembered how many of them OpenAI remembered
   * @param written how many tokens were written
   */
  public BigDecimal script(long asked, long remembered, long written) {
    long known = within(asked, remembered);
    BigDecimal sum =
        cost(tokens.input(), within(MOST_TOKENS, asked) - known)
            .add(cost(tokens.cached(), known))
            .add(cost(tokens.output(), within(MOST_TOKENS, written)));
    return Usd.rounded(sum.divide(MILLION, 12, RoundingMode.HALF_UP));
  }

  private static long within(long most, long told) {
    return Math.max(0, Math.min(told, Math.min(most, MOST_TOKENS)));
  }

  private static BigDecimal cost(BigDecimal price, long count) {
    return price.multiply(BigDecimal.valueOf(count));
  }

  /** Returns the price of an avatar video of so many seconds. */
  public BigDecimal video(BigDecimal seconds) {
    return Usd.rounded(perSecond.multiply(seconds.min(MOST_SECONDS)));
  }

  /** Returns the price of captions for a video of so many seconds: every started minute counts. */
  public BigDecimal captions(BigDecimal seconds) {
    BigDecimal minutes = seconds.min(MOST_SECONDS).divide(MINUTE, 0, RoundingMode.CEILING);
    return Usd.rounded(perMinute.multiply(minutes));
  }
}
