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
 * @param revoked whether the source link is dead for good
 */
public record CaptionOrder(
    int number,
    String webhookHash,
    String relayHash,
    Instant claimedAt,
    Instant fetchedAt,
    boolean revoked) {}
