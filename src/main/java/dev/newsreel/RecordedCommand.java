package dev.newsreel;

import dev.newsreel.redis.Redis;
import dev.newsreel.trail.Entry;
import dev.newsreel.trail.Trail;
import dev.newsreel.trail.Who;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * A command that changes something, written into the audit trail before it does.
 *
 * @param name such as {@code key create}
 * @param about what it was told, without a secret
 */
record RecordedCommand(String name, String about) {

  /**
   * Runs it.
   *
   * @param work returns the id of what it made or changed; may be null
   * @throws dev.newsreel.redis.RedisUnavailable when it cannot be written down; nothing is done
   *     then
   */
  void run(Redis redis, Supplier<String> work) {
    try (Trail trail = new Trail(redis, Clock.systemUTC(), "command")) {
      Entry.Act act = Entry.Act.command(name, about);
      long number = trail.write(Entry.act(Who.command(), null, null, act));
      String made = null;
      int status = 1;
      try {
        made = work.get();
        status = 0;
      } finally {
        Entry.Outcome outcome = new Entry.Outcome(number, status, made, null, null);
        boolean unused = trail.soon(Entry.outcome(outcome));
      }
    }
  }
}
