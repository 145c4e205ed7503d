package dev.newsreel.intake;

import java.time.Instant;

/**
 * What one poll of a feed came to.
 *
 * @param at when it ended
 * @param status the HTTP status of the last answer; null when there was none
 * @param bytes the size of the answer's body, unpacked
 * @param entries how many entries the feed held; 0 when it had not changed
 * @param newEntries how many of them became jobs
 * @param fromOtherFeeds how many became none because another feed had brought them
 * @param nextPoll when the feed is polled next; null when it is not
 * @param cause why it failed, as a sentence; null when it did not
 */
public record PollRecord(
    Instant at,
    Integer status,
    long bytes,
    int entries,
    int newEntries,
    int fromOtherFeeds,
    Instant nextPoll,
    String cause) {}
