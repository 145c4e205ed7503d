package dev.newsreel.job;

import java.time.Instant;

/**
 * One attempt to order captions. Submagic knows neither idempotency keys nor a list of projects, so
 * each attempt has addresses of its own, and what happens on them is our receipt.
 *
 * @param number counts the attempts of the job, from 1
 * @param webhookHash SHA-256 of the token in the webhook address, hexadecimal
 * @param relayHash SHA-256 of the token in the source link, hexadecimal
 * @param claimedAt when the intent was saved
 * @param fetchedAt when the source link was first asked for; null when it never was
 * @param deliveredAt when the film's last byte was let go for the first time; null when it never
 *     was, and then nobody can have made anything of the film
 * @param revoked whether the source link is dead for good
 */
public record CaptionOrder(
    int number,
    String webhookHash,
    String relayHash,
    Instant claimedAt,
    Instant fetchedAt,
    Instant deliveredAt,
    boolean revoked) {

  /** Returns a new attempt, of which nothing has happened yet. */
  public static CaptionOrder claimed(
      int number, String webhookHash, String relayHash, Instant now) {
    return new CaptionOrder(number, webhookHash, relayHash, now, null, null, false);
  }

  /** Returns the same with its first request; the first one counts. */
  public CaptionOrder fetched(Instant at) {
    Instant first = First.of(fetchedAt, at);
    return new CaptionOrder(number, webhookHash, relayHash, claimedAt, first, deliveredAt, revoked);
  }

  /** Returns the same with its film delivered; the first time counts. */
  public CaptionOrder delivered(Instant at) {
    Instant first = First.of(deliveredAt, at);
    return new CaptionOrder(number, webhookHash, relayHash, claimedAt, fetchedAt, first, revoked);
  }

  /** Returns the same with a link that is dead for good. */
  public CaptionOrder revoke() {
    return new CaptionOrder(
        number, webhookHash, relayHash, claimedAt, fetchedAt, deliveredAt, true);
  }

  /** Returns the same with its time to show itself beginning anew. */
  CaptionOrder claimedAgain(Instant at) {
    return new CaptionOrder(number, webhookHash, relayHash, at, fetchedAt, deliveredAt, revoked);
  }
}
