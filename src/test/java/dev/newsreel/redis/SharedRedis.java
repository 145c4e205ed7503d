package dev.newsreel.redis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.redisson.api.RScoredSortedSet;
import org.redisson.api.RStream;
import org.redisson.api.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.codec.StringCodec;

/** One connection for all tests of a class: emptied before each, closed after the last. */
public final class SharedRedis implements BeforeEachCallback, AfterAllCallback {

  private final int partitions;
  private Redis redis;

  /** Makes a connection to so many partitions. */
  public SharedRedis(int partitions) {
    this.partitions = partitions;
  }

  /** Returns the connection. */
  public Redis get() {
    if (redis == null) {
      redis = Redis.connect(TestRedis.url(), partitions);
    }
    return redis;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    get().client().getKeys().flushall();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (redis != null) {
      redis.close();
    }
  }

  /** Returns what lies in a queue of partition 0, oldest first, by the messages' fields. */
  public List<Map<String, String>> queue(String name) {
    return List.copyOf(
        stream(new Partition(0).queue(name))
            .range(StreamRangeArgs.startId(StreamMessageId.MIN).endId(StreamMessageId.MAX))
            .values());
  }

  /** Returns the stream with this key. */
  public RStream<String, String> stream(String key) {
    return get().client().getStream(key, StringCodec.INSTANCE);
  }

  /** Returns what is due later in partition 0, and when. */
  public Map<String, Instant> due() {
    Map<String, Instant> due = new TreeMap<>();
    set(new Partition(0).due())
        .entryRange(0, -1)
        .forEach(e -> due.put(e.getValue(), Instant.ofEpochMilli(e.getScore().longValue())));
    return due;
  }

  /** Returns the members of a sorted set. */
  public List<String> members(String key) {
    return List.copyOf(set(key).valueRange(0, -1));
  }

  private RScoredSortedSet<String> set(String key) {
    return get().client().getScoredSortedSet(key, StringCodec.INSTANCE);
  }

  /** Returns a hash's fields. */
  public Map<String, String> hash(String key) {
    return get().client().<String, String>getMap(key, StringCodec.INSTANCE).readAllMap();
  }
}
