package dev.newsreel.intake;

import dev.newsreel.job.Json;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redisson.client.codec.StringCodec;

/** What is stored about declared feeds and their polls, for reading. */
public final class FeedStates {

  private final Redis redis;

  /** Makes a reader. */
  public FeedStates(Redis redis) {
    this.redis = redis;
  }

  /**
   * Returns how a feed is doing.
   *
   * @return empty when no poll of it was ever planned
   */
  public Optional<FeedState> of(String feedId) {
    Map<String, String> stored =
        redis.client().<String, String>getMap(key(feedId), StringCodec.INSTANCE).readAllMap();
    return stored.isEmpty() ? Optional.empty() : Optional.of(read(feedId, stored));
  }

  /** Returns the last polls of a feed, newest first, 50 at the most. */
  public List<PollRecord> polls(String feedId) {
    return redis.client().<String>getList(pollsKey(feedId), StringCodec.INSTANCE).readAll().stream()
        .map(json -> Json.read(json, PollRecord.class))
        .toList();
  }

  String key(String feedId) {
    return partition(feedId).key("feed:" + feedId);
  }

  String pollsKey(String feedId) {
    return partition(feedId).key("polls:" + feedId);
  }

  Partition partition(String feedId) {
    return redis.partitionOf(feedId);
  }

  private static FeedState read(String id, Map<String, String> h) {
    return new FeedState(
        id,
        h.get("url"),
        Condition.of(h.get("state")),
        h.get("reason"),
        Integer.parseInt(h.getOrDefault("failures", "0")),
        time(h.get("failing_since")),
        time(h.get("polled_at")),
        time(h.get("next")),
        memory(h));
  }

  private static FeedMemory memory(Map<String, String> h) {
    String manners = h.get("manners");
    return new FeedMemory(
        h.get("etag"),
        h.get("last_modified"),
        h.get("from"),
        h.get("body"),
        time(h.get("full_at")),
        h.get("moved_to"),
        Integer.parseInt(h.getOrDefault("moves", "0")),
        time(h.get("refused_since")),
        h.get("host"),
        h.containsKey("spread"),
        manners == null ? Manners.NONE : Json.read(manners, Manners.class));
  }

  /** Returns the fields of a state as they are stored; those to be removed are empty. */
  static Map<String, String> fields(FeedState state) {
    FeedMemory memory = state.memory();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("state", state.condition().text());
    fields.put("reason", text(state.reason()));
    fields.put("failures", Integer.toString(state.failures()));
    fields.put("failing_since", millis(state.failingSince()));
    fields.put("polled_at", millis(state.polledAt()));
    fields.put("next", millis(state.nextPoll()));
    fields.put("etag", text(memory.etag()));
    fields.put("last_modified", text(memory.lastModified()));
    fields.put("from", text(memory.from()));
    fields.put("body", text(memory.body()));
    fields.put("full_at", millis(memory.fullAt()));
    fields.put("moved_to", text(memory.movedTo()));
    fields.put("moves", Integer.toString(memory.moves()));
    fields.put("refused_since", millis(memory.refusedSince()));
    fields.put("host", text(memory.host()));
    fields.put("spread", memory.spread() ? "1" : "");
    boolean none = memory.manners().equals(Manners.NONE);
    fields.put("manners", none ? "" : Json.write(memory.manners()));
    return fields;
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private static String millis(Instant time) {
    return time == null ? "" : Long.toString(time.toEpochMilli());
  }

  private static Instant time(String millis) {
    return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis));
  }
}
