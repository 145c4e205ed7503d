package dev.newsreel.job;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;

/**
 * What is known of the avatar video.
 *
 * @param generation 1 for the first order; raised only when an order is proven not to exist
 * @param claimedAt when the intent to order was first saved; null in a partial job
 * @param videoId HeyGen's id; null until it is known
 * @param orderedAt when the order was confirmed; null until then
 * @param url HeyGen's link to the finished file, which expires; null until it is finished
 * @param seconds its length; null when HeyGen does not tell
 * @param costUsd what it cost; null until it is finished
 */
public record Render(
    int generation,
    Instant claimedAt,
    String videoId,
    Instant orderedAt,
    URI url,
    BigDecimal seconds,
    BigDecimal costUsd) {

  /** Returns what both know; this one's word counts where both speak. */
  Render merge(Render other) {
    return new Render(
        Math.max(generation, other.generation),
        First.of(claimedAt, other.claimedAt),
        First.of(videoId, other.videoId),
        First.of(orderedAt, other.orderedAt),
        First.of(url, other.url),
        First.of(seconds, other.seconds),
        First.of(costUsd, other.costUsd));
  }

  /** Returns the same, with the provider's time to answer beginning anew. */
  Render orderedAgain(Instant now) {
    return new Render(generation, claimedAt, videoId, now, url, seconds, costUsd);
  }
}
