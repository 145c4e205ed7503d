package dev.newsreel.forecast;

import java.time.Instant;

/**
 * What can be said today of when a video will be finished.
 *
 * @param queuePosition how many videos are ordered from HeyGen before it; null unless it waits for
 *     its order
 * @param eta when it should be finished; null when it has ended
 * @param etaBasis {@code measured} when every stage before it was timed lately, else {@code
 *     assumed}; null when it has ended
 * @param waitingFor what keeps its provider from taking it up now, with a code before a colon; null
 *     when nothing does
 */
public record Estimate(Long queuePosition, Instant eta, String etaBasis, String waitingFor) {

  /** Nothing is known. */
  public static final Estimate NONE = new Estimate(null, null, null, null);
}
