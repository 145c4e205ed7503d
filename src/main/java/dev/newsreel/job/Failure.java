package dev.newsreel.job;

import java.time.Instant;

/**
 * Why a job has stopped, in plain words.
 *
 * @param code our stable code, such as {@code provider_refused}
 * @param message one sentence for a person
 * @param step the status in which it happened
 * @param provider {@code openai}, {@code heygen}, {@code submagic}; null when none is to blame
 * @param providerCode the provider's own code; null when there is none
 * @param next what a person can do now
 * @param at when it happened
 */
public record Failure(
    String code,
    String message,
    Status step,
    String provider,
    String providerCode,
    String next,
    Instant at) {

  /** The code of a job that a person has stopped for a while. */
  public static final String BY_PERSON = "held_by_person";
}
