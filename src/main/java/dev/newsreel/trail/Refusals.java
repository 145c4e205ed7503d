package dev.newsreel.trail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts calls that are not let in, so that whoever makes many cannot fill the trail. The first one
 * is written down at once, those of the next minute together in one entry; while they go on the
 * entries come half as often each time, down to one in an hour.
 */
public final class Refusals {

  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_CALLERS = 1000;
  private static final int TOLD = 20;

  private final Trail trail;
  private final Clock clock;
  private final Map<Caller, Long> counts = new HashMap<>();
  private Duration period = Duration.ZERO;
  private Instant since;
  private Instant until = Instant.MIN;
  private long count;

  private record Caller(String from, String key, int status) {}

  /** Makes the count. */
  public Refusals(Trail trail, Clock clock) {
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * Counts a call.
   *
   * @param key the id of the caller's key; null without a valid one
   * @param status what it was answered
   */
  public synchronized void count(String from, String key, int status) {
    Instant now = clock.instant();
    if (count == 0) {
      since = now;
    }
    count++;
    Caller caller = new Caller(from, key, status);
    if (counts.containsKey(caller) || counts.size() < MOST_CALLERS) {
      counts.merge(caller, 1L, Long::sum);
    }
    look(now);
  }

  /** Writes what was counted, if it is time. */
  public synchronized void look() {
    look(clock.instant());
  }

  private void look(Instant now) {
    if (now.isBefore(until)) {
      return;
    }
    if (count == 0) {
      period = Duration.ZERO;
      return;
    }
    flush();
    Duration twice = period.isZero() ? FIRST : period.multipliedBy(2);
    period = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    until = now.plus(period);
  }

  /** Writes what was counted. */
  public synchronized void flush() {
    if (count == 0) {
      return;
    }
    List<Entry.Caller> callers =
        counts.entrySet().stream()
            .sorted(Map.Entry.<Caller, Long>comparingByValue().reversed())
            .limit(TOLD)
            .map(e -> caller(e.getKey(), e.getValue()))
            .toList();
    if (trail.soon(Entry.refused(new Entry.Refused(since, count, callers)))) {
      counts.clear();
      count = 0;
    }
  }

  private static Entry.Caller caller(Caller caller, long times) {
    return new Entry.Caller(caller.from(), caller.key(), caller.status(), times);
  }
}
