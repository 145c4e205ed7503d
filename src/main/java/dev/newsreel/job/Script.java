package dev.newsreel.job;

import java.math.BigDecimal;

/**
 * What the avatar says.
 *
 * @param title the video's title
 * @param text the spoken words, nothing else
 * @param spokenSeconds how long speaking it takes at the configured words per minute
 * @param fallback whether it was made from the template because OpenAI failed
 * @param note what a reader must know about it; null for an ordinary script
 * @param cached whether it was taken from the cache and cost nothing
 * @param model the model that wrote it; null for a fallback
 * @param costUsd what writing it cost, all attempts together
 */
public record Script(
    String title,
    String text,
    int spokenSeconds,
    boolean fallback,
    String note,
    boolean cached,
    String model,
    BigDecimal costUsd) {

  /** Returns the same script as it is when it was taken from the cache. */
  public Script fromCache() {
    return new Script(title, text, spokenSeconds, fallback, note, true, model, BigDecimal.ZERO);
  }
}
