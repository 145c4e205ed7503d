package dev.newsreel.intake;

import java.time.Instant;
import java.util.Objects;

/**
 * How a declared feed is doing, as the end of its last poll has left it.
 *
 * @param id its name
 * @param url its declared address at the time of that poll
 * @param condition whether it is polled, and with what success
 * @param reason why it is not {@link Condition#OK}, as a sentence; null when it is
 * @param failures how many polls have failed in a row
 * @param failingSince when the first of them failed; null when there is none
 * @param polledAt when it was last read, or found unchanged; null when it never was
 * @param nextPoll when it is polled next; null when it is not
 * @param memory what the next poll needs to know
 */
public record FeedState(
    String id,
    String url,
    Condition condition,
    String reason,
    int failures,
    Instant failingSince,
    Instant polledAt,
    Instant nextPoll,
    FeedMemory memory) {

  public FeedState {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(memory, "memory");
  }

  /** Returns the state of a feed that has never been polled. */
  static FeedState untried(String id, String url) {
    return new FeedState(id, url, Condition.OK, null, 0, null, null, null, FeedMemory.NONE);
  }
}
