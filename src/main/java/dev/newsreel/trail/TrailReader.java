package dev.newsreel.trail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import dev.newsreel.redis.Redis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.redisson.api.RScoredSortedSet;
import org.redisson.client.codec.StringCodec;

/** Reads the audit trail. */
public final class TrailReader {

  private static final int AT_ONCE = 500;
  private static final int MOST_LOOKED_AT = 5000;
  // The clocks of nodes differ, and an entry carries the time at which it happened.
  private static final Duration DISORDER = Duration.ofMinutes(10);

  private final Redis redis;

  /** Opens the trail for reading. */
  public TrailReader(Redis redis) {
    this.redis = redis;
  }

  /**
   * Which entries are wanted; null is all.
   *
   * @param who a key's id, the name of a key or user, {@code loopback}, {@code command} or {@code
   *     node}
   * @param what the name of a call or command, a video's id, or the name of a setting or file
   * @param from the earliest time
   * @param to the time before which they happened
   */
  public record Wanted(String who, String what, Instant from, Instant to) {

    boolean takes(JsonNode entry) {
      Instant at = Instant.parse(entry.path("at").asText());
      return (from == null || !at.isBefore(from))
          && (to == null || at.isBefore(to))
          && (who == null || values(entry.path("who"), "kind", "id", "name").anyMatch(who::equals))
          && (what == null || names(entry).anyMatch(what::equals));
    }

    private static Stream<String> names(JsonNode entry) {
      List<String> names = new ArrayList<>();
      values(entry.path("act"), "operation", "video").forEach(names::add);
      values(entry.path("outcome"), "made").forEach(names::add);
      entry.path("changed").forEach(changed -> names.add(changed.path("name").asText()));
      return names.stream();
    }

    private static Stream<String> values(JsonNode node, String... fields) {
      return Stream.of(fields).map(field -> node.path(field).asText());
    }
  }

  /**
   * Some entries, newest first.
   *
   * @param entries as they are stored
   * @param next below which number to look on; null when there are no more
   */
  public record Page(List<JsonNode> entries, Long next) {}

  /**
   * Returns the newest entries that are wanted. At most 5000 are looked at, so that a page may have
   * fewer than asked for, or none, though there are more.
   *
   * @param below only entries with a smaller number
   */
  public Page page(Wanted wanted, long below, int limit) {
    List<JsonNode> found = new ArrayList<>();
    long at = below;
    for (int looked = 0; looked < MOST_LOOKED_AT; looked += AT_ONCE) {
      Collection<String> some =
          set().valueRangeReversed(Double.NEGATIVE_INFINITY, true, (double) at, false, 0, AT_ONCE);
      for (String line : some) {
        JsonNode entry = Json.tree(line.getBytes(StandardCharsets.US_ASCII));
        at = entry.path("n").asLong();
        if (tooOld(entry, wanted.from())) {
          return new Page(found, null);
        }
        if (wanted.takes(entry)) {
          found.add(entry);
        }
        if (found.size() == limit) {
          return new Page(found, at);
        }
      }
      if (some.size() < AT_ONCE) {
        return new Page(found, null);
      }
    }
    return new Page(found, at);
  }

  private static boolean tooOld(JsonNode entry, Instant from) {
    return from != null && Instant.parse(entry.path("at").asText()).plus(DISORDER).isBefore(from);
  }

  /** Gives all entries, oldest first, as they are stored. */
  public void all(Consumer<String> taker) {
    int start = 0;
    Collection<String> some;
    do {
      some = set().valueRange(start, start + AT_ONCE - 1);
      some.forEach(taker);
      start += AT_ONCE;
    } while (some.size() == AT_ONCE);
  }

  /** Returns when it happened that a stored entry tells of. */
  static Instant time(String line) {
    return Instant.parse(Json.tree(line.getBytes(StandardCharsets.US_ASCII)).path("at").asText());
  }

  /** Returns where the trail ends. */
  public Head head() {
    return read(Chain.end(redis));
  }

  /** Returns what the oldest entry follows. */
  Head anchor() {
    return read(Chain.anchor(redis));
  }

  private Head read(String key) {
    Map<String, String> stored =
        redis.client().<String, String>getMap(key, StringCodec.INSTANCE).readAllMap();
    return stored.isEmpty()
        ? Head.NONE
        : new Head(Long.parseLong(stored.get("n")), stored.get("hash"));
  }

  private RScoredSortedSet<String> set() {
    return redis.client().getScoredSortedSet(Chain.entries(redis), StringCodec.INSTANCE);
  }
}
