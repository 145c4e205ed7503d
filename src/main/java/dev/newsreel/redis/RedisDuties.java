package dev.newsreel.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.client.RedisException;

/**
 * What Newsreel needs of Redis: every write on disk, and nothing thrown away when memory is full
 * (redis.io/docs/management/persistence and /eviction, read 2026-11-22).
 */
public final class RedisDuties {

  private RedisDuties() {}

  /**
   * Returns one sentence for each duty that this Redis does not do; empty when all is well.
   *
   * @throws IllegalStateException with a sentence, when it is too old
   */
  public static List<String> neglected(Redis redis) {
    List<String> neglected = new ArrayList<>();
    try {
      RedisVersion.check(
          redis.firstMaster().info(RedisNode.InfoSection.SERVER).get("redis_version"));
      disk(redis, neglected);
      memory(redis, neglected);
      if (redis.isReplicated() && config(redis, "min-replicas-to-write").equals("0")) {
        neglected.add(
            "Redis takes writes that no replica has, and a failover loses them:"
                + " set min-replicas-to-write to 1");
      }
    } catch (RedisException | UnsupportedOperationException e) {
      neglected.add("Redis does not tell its configuration; it must keep an AOF and not evict");
    }
    return neglected;
  }

  private static void disk(Redis redis, List<String> neglected) {
    String sync = config(redis, "appendfsync");
    if (!config(redis, "appendonly").equals("yes")) {
      neglected.add("Redis keeps no append-only file: accepted jobs are lost when it restarts");
    } else if (sync.equals("no")) {
      neglected.add("Redis does not sync its append-only file: set appendfsync to always");
    } else if (sync.equals("everysec")) {
      neglected.add(
          "Redis syncs only once a second, and a power cut loses what was accepted since:"
              + " set appendfsync to always");
    }
  }

  private static void memory(Redis redis, List<String> neglected) {
    if (!config(redis, "maxmemory-policy").equals("noeviction")) {
      neglected.add("Redis throws keys away when memory is full: set maxmemory-policy noeviction");
    }
  }

  private static String config(Redis redis, String name) {
    Map<String, String> told = redis.firstMaster().getConfig(name);
    if (told.get(name) == null) {
      throw new UnsupportedOperationException("Redis does not tell " + name);
    }
    return told.get(name);
  }
}
