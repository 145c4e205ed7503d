package dev.newsreel.redis;

import dev.newsreel.watch.Lately;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.redisson.api.redisnode.RedisNode;

/**
 * Looks at Redis itself, for health and figures: whether it takes writes, whether it does its
 * duties, and how full it is. Nobody waits long for it.
 */
public final class RedisWatch implements MeterBinder {

  private static final RedisScript ALIVE = RedisScript.of(RedisWatch.class, "alive.lua");
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private final Redis redis;
  private final Lately<Boolean> writable;
  private final Lately<List<String>> neglected;
  private final Lately<Memory> memory;

  private record Memory(double used, double most) {}

  /** Makes one that has not looked yet. */
  public RedisWatch(Redis redis) {
    this.redis = redis;
    Duration second = Duration.ofSeconds(1);
    this.writable = new Lately<>(this::write, new Lately.Terms(second, second, PATIENCE));
    Lately.Terms seldom =
        new Lately.Terms(second.multipliedBy(10), Duration.ofMinutes(1), PATIENCE);
    this.neglected = new Lately<>(() -> RedisDuties.neglected(redis), seldom);
    this.memory = new Lately<>(this::memory, Lately.Terms.ofFigures());
  }

  private boolean write() {
    redis.text(ALIVE, List.of(redis.partition(0).key("alive")), "1");
    return true;
  }

  private Memory memory() {
    Map<String, String> told = redis.firstMaster().info(RedisNode.InfoSection.MEMORY);
    double most = Double.parseDouble(told.getOrDefault("maxmemory", "0"));
    return new Memory(Double.parseDouble(told.get("used_memory")), most == 0 ? Double.NaN : most);
  }

  /** Returns whether a write was taken within the last second. */
  public boolean isWritable() {
    return writable.get().isPresent();
  }

  /** Returns which duties it does not do, as sentences; none while it does not answer. */
  public List<String> neglected() {
    return isWritable() ? neglected.get().orElse(List.of()) : List.of();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("redis.up", () -> isWritable() ? 1 : 0).register(registry);
    Gauge.builder("redis.neglected", () -> isWritable() ? neglected().size() : Double.NaN)
        .register(registry);
    Gauge.builder("redis.memory.used", () -> memory.get().map(Memory::used).orElse(Double.NaN))
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("redis.memory.limit", () -> memory.get().map(Memory::most).orElse(Double.NaN))
        .baseUnit("bytes")
        .register(registry);
  }
}
