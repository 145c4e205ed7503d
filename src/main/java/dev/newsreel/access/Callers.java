package dev.newsreel.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys as this node knows them. They are read anew every two seconds, so a call costs no look
 * into Redis, and a key that is revoked is refused two seconds later at the latest.
 */
public final class Callers {

  private static final Duration FRESH = Duration.ofSeconds(2);

  private final ApiKeys keys;
  private final Clock clock;
  private final Map<String, Instant> uses = new ConcurrentHashMap<>();
  private volatile Known known = new Known(Map.of(), Instant.EPOCH);

  private record Known(Map<String, ApiKey> keys, Instant at) {}

  /** Makes the callers; they know no key before they are asked. */
  public Callers(ApiKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Returns whether {@link #refresh} must be called before the next question. */
  public boolean isStale() {
    return clock.instant().isAfter(known.at().plus(FRESH));
  }

  /**
   * Reads the keys, and writes down which were used.
   *
   * @throws RuntimeException when Redis does not answer; what was known is not trusted then
   */
  public synchronized void refresh() {
    if (!isStale()) {
      return;
    }
    Map<String, ApiKey> found = new HashMap<>();
    keys.all().forEach(key -> found.put(key.id(), key));
    Map<String, Instant> noted = Map.copyOf(uses);
    keys.noteUses(noted);
    noted.forEach(uses::remove);
    known = new Known(found, clock.instant());
  }

  /** Returns whether calls need a key: as soon as there is one in force. */
  public boolean needKey() {
    return known.keys().values().stream().anyMatch(ApiKey::inForce);
  }

  /** Returns the key that a caller's text proves, and notes that it was used. */
  public Optional<ApiKey> prove(String text) {
    Optional<ApiKey> key = ApiKeys.proven(text, known.keys());
    key.ifPresent(k -> uses.put(k.id(), clock.instant().truncatedTo(ChronoUnit.MINUTES)));
    return key;
  }
}
