package dev.newsreel.trail;

import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.redisson.api.RScoredSortedSet;
import org.redisson.client.codec.StringCodec;

/**
 * Forgets entries that are older than {@code audit.keep}. An entry says so first, with the hash
 * that the rest follows, so that nobody else can shorten the trail unseen.
 */
public final class Pruning {

  private static final RedisScript PRUNE = RedisScript.of(Pruning.class, "prune.lua");
  private static final int AT_ONCE = 1000;

  private final Redis redis;
  private final Trail trail;
  private final Clock clock;
  private final Duration keep;

  /** Makes it; it does nothing before it is called. */
  public Pruning(Redis redis, Trail trail, Clock clock, Duration keep) {
    this.redis = redis;
    this.trail = trail;
    this.clock = clock;
    this.keep = keep;
  }

  /** Forgets what is old. A repeat is harmless, also on two nodes at once. */
  public void prune() {
    Optional<Line> last = lastOld();
    while (last.isPresent()) {
      Line line = last.get();
      trail.write(Entry.pruned(new Entry.Pruned(line.n(), line.hash())));
      redis.text(
          PRUNE,
          List.of(Chain.entries(redis), Chain.anchor(redis)),
          Long.toString(line.n()),
          line.hash());
      last = lastOld();
    }
  }

  // Of the oldest thousand; a younger entry among them keeps what comes after it.
  private Optional<Line> lastOld() {
    Instant oldest = clock.instant().minus(keep);
    RScoredSortedSet<String> set =
        redis.client().getScoredSortedSet(Chain.entries(redis), StringCodec.INSTANCE);
    return set.valueRange(0, AT_ONCE - 1).stream()
        .takeWhile(line -> TrailReader.time(line).isBefore(oldest))
        .reduce((one, other) -> other)
        .flatMap(Line::parse);
  }
}
