package dev.newsreel.redis;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.redisson.Redisson;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/**
 * The one connection to Redis. Every change goes through a script, so that it is made whole or not
 * at all.
 *
 * <p>Redisson repeats a command whose answer was lost: each script must bear being run twice with
 * the same arguments.
 */
public final class Redis implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private final RedissonClient client;
  private final int partitions;
  private final RedisMeters meters;

  private Redis(RedissonClient client, int partitions, RedisMeters meters) {
    this.client = client;
    this.partitions = partitions;
    this.meters = meters;
  }

  /**
   * Connects.
   *
   * @param url {@code redis://}, {@code rediss://}, {@code redis-sentinel://host,host/master} or
   *     {@code redis-cluster://host,host}
   * @param partitions how many hash tags the keys are spread over, at least 1
   * @throws RedisUnavailable when there is no answer
   * @throws IllegalArgumentException when the address cannot be read
   */
  public static Redis connect(String url, int partitions) {
    return connect(url, partitions, PATIENCE, new SimpleMeterRegistry());
  }

  /** Connects, and counts all commands in a registry; see {@link #connect(String, int)}. */
  public static Redis connect(String url, int partitions, MeterRegistry registry) {
    return connect(url, partitions, PATIENCE, registry);
  }

  /** Connects, with another time that one attempt at a command may take. */
  static Redis connect(String url, int partitions, Duration patience, MeterRegistry registry) {
    RedisMeters meters = new RedisMeters(registry);
    try {
      Config config = RedisAddress.parse(url).config(patience).setNettyHook(meters);
      return new Redis(Redisson.create(config), partitions, meters);
    } catch (RedisException e) {
      throw new RedisUnavailable("Redis does not answer", e);
    }
  }

  /** Returns how many partitions the keys are spread over. */
  public int partitions() {
    return partitions;
  }

  /** Returns the partition with this number. */
  public Partition partition(int number) {
    return new Partition(number);
  }

  /** Returns the partition of a name; equal names, equal partitions. */
  public Partition partitionOf(String name) {
    return partition(Math.floorMod(name.hashCode(), partitions));
  }

  /** Returns all partitions. */
  public List<Partition> all() {
    List<Partition> all = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      all.add(new Partition(i));
    }
    return all;
  }

  /** Returns the Redisson client, for the few commands that cannot be scripts (blocking reads). */
  public RedissonClient client() {
    return client;
  }

  /** Returns the server that takes our writes, or one of them in a cluster. */
  RedisNode firstMaster() {
    if (client.getConfig().isClusterConfig()) {
      return client.getRedisNodes(RedisNodes.CLUSTER).getMasters().iterator().next();
    }
    return client.getConfig().isSentinelConfig()
        ? client.getRedisNodes(RedisNodes.SENTINEL_MASTER_SLAVE).getMaster()
        : client.getRedisNodes(RedisNodes.SINGLE).getInstance();
  }

  /** Returns whether there are servers that can take over when one dies. */
  boolean isReplicated() {
    return client.getConfig().isClusterConfig() || client.getConfig().isSentinelConfig();
  }

  /**
   * Runs a script.
   *
   * @return the text that the script returned, or null
   * @throws RedisUnavailable when the outcome is not known; the script may have run
   */
  public String text(RedisScript script, List<String> keys, Object... args) {
    return (String) eval(script, RScript.ReturnType.VALUE, keys, args);
  }

  /** Runs a script that returns a list, whose members are texts, numbers, nulls or lists. */
  @SuppressWarnings("unchecked")
  public List<Object> list(RedisScript script, List<String> keys, Object... args) {
    return (List<Object>) eval(script, RScript.ReturnType.MULTI, keys, args);
  }

  private Object eval(
      RedisScript script, RScript.ReturnType type, List<String> keys, Object[] args) {
    List<Object> keyList = new ArrayList<>(keys);
    long begun = System.nanoTime();
    try {
      Object answer =
          client
              .getScript(StringCodec.INSTANCE)
              .eval(RScript.Mode.READ_WRITE, script.source(), type, keyList, args);
      meters.ran(script.name(), System.nanoTime() - begun);
      return answer;
    } catch (RedisException e) {
      meters.failed(script.name());
      throw new RedisUnavailable("Redis failed in " + script.name(), e);
    }
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
