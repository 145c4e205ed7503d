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
    return look(redis).stream().map(Neglect::says).toList();
  }

  /**
   * Returns those among {@link #neglected} that no production can bear: what was accepted is not
   * kept on disk, or is thrown away.
   *
   * @throws IllegalStateException with a sentence, when it is too old
   */
  public static List<String> unsafe(Redis redis) {
    return look(redis).stream().filter(Neglect::loses).map(Neglect::says).toList();
  }

  private record Neglect(String says, boolean loses) {}

  private static List<Neglect> look(Redis redis) {
    List<Neglect> neglected = new ArrayList<>();
    try {
      RedisVersion.check(
          redis.firstMaster().info(RedisNode.InfoSection.SERVER).get("redis_version"));
      disk(redis, neglected);
      memory(redis, neglected);
      if (redis.isReplicated() && config(redis, "min-replicas-to-write").equals("0")) {
        String says = "Redis takes writes that no replica has, and a failover loses them:";
        neglected.add(new Neglect(says + " set min-replicas-to-write to 1", false));
      }
    } catch (RedisException | UnsupportedOperationException e) {
      String says = "Redis does not tell its configuration; it must keep an AOF and not evict";
      neglected.add(new Neglect(says, false));
    }
    return neglected;
  }

  private static void disk(Redis redis, List<Neglect> neglected) {
    String sync = config(redis, "appendfsync");
    if (!config(redis, "appendonly").equals("yes")) {
      String says = "Redis keeps no append-only file: accepted jobs are lost when it restarts";
      neglected.add(new Neglect(says, true));
    } else if (sync.equals("no")) {
      String says = "Redis does not sync its append-only file: set appendfsync to always";
      neglected.add(new Neglect(says, true));
    } else if (sync.equals("everysec")) {
      String says =
          "Redis syncs only once a second, and a power cut loses what was accepted since:";
      neglected.add(new Neglect(says + " set appendfsync to always", false));
    }
  }

  private static void memory(Redis redis, List<Neglect> neglected) {
    if (!config(redis, "maxmemory-policy").equals("noeviction")) {
      String says = "Redis throws keys away when memory is full: set maxmemory-policy noeviction";
      neglected.add(new Neglect(says, true));
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
