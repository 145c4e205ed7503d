package dev.newsreel.limits;

import dev.newsreel.settings.Rate;
import java.time.Duration;

/**
 * What one gate goes by.
 *
 * @param name its name in Redis, metrics and the log, such as {@code heygen}
 * @param provider the provider behind it
 * @param rate our own limit of calls; {@code auto} leaves it to the provider
 * @param tokens the most tokens that one call needs; 0 where none are counted
 * @param call longer than one call can take
 * @param probe when a shut provider is tried again first
 * @param leftToTold the share of a limit that looks of our own accord leave to those that a webhook
 *     asked for, 0 to 1
 */
record GateRules(
    String name,
    String provider,
    Rate rate,
    int tokens,
    Duration call,
    Duration probe,
    double leftToTold) {

  /** The longest pause between two attempts at a shut provider. */
  static final Duration LONGEST_PROBE = Duration.ofMinutes(10);
}
