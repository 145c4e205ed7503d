package dev.newsreel.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.redisson.client.RedisException;

/**
 * What Newsreel needs of Redis: every write on disk, and nothing thrown away when memory is full
 * (redis.io/docs/management/persistence and /eviction, read 2026-11-22).
 */
public final class RedisDuties {

  private RedisDuties() {}

  /** Returns one sentence for each duty that this Redis does not do; empty when all is well. */
  public static List<String> neglected(Redis redis) {
    List<String> neglected = new ArrayList<>();
    try {
      Map<String, String> aof = config(redis, "appendonly");
      if (!"yes".equals(aof.get("appendonly"))) {
        neglected.add("Redis keeps no append-only file: accepted jobs are lost when it restarts");
      }
      Map<String, String> sync = config(redis, "appendfsync");
      if ("no".equals(sync.get("appendfsync"))) {
        neglected.add("Redis does not sync its append-only file: set appendfsync to always");
      }
      Map<String, String> policy = config(redis, "maxmemory-policy");
      if (!"noeviction".equals(policy.getOrDefault("maxmemory-policy", "noeviction"))) {
        neglected.add(
            "Redis throws keys away when memory is full: set maxmemory-policy noeviction");
      }
    } catch (RedisException | UnsupportedOperationException e) {
      neglected.add("Redis does not tell its configuration; it must keep an AOF and not evict");
    }
    return neglected;
  }

  private static Map<String, String> config(Redis redis, String name) {
    return redis.firstMaster().getConfig(name);
  }
}
