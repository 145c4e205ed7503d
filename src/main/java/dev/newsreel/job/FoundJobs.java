package dev.newsreel.job;

import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found of many jobs.
 *
 * @param jobs those that exist and are known, without their articles' texts
 * @param newer ids of those that exist, but in a form that this release does not know
 */
public record FoundJobs(List<VideoJob> jobs, List<String> newer) {

  private static final RedisScript BRIEFS = RedisScript.of(FoundJobs.class, "briefs.lua");
  // Redis does nothing else while a script runs.
  private static final int AT_ONCE = 200;

  static FoundJobs of(Redis redis, Collection<String> ids) {
    Map<Integer, List<String>> homes = new HashMap<>();
    for (String id : ids) {
      homes.computeIfAbsent(JobIds.partition(id), p -> new ArrayList<>()).add(id);
    }
    FoundJobs found = new FoundJobs(new ArrayList<>(), new ArrayList<>());
    for (List<String> all : homes.values()) {
      for (int i = 0; i < all.size(); i += AT_ONCE) {
        found.add(redis, all.subList(i, Math.min(all.size(), i + AT_ONCE)));
      }
    }
    return found;
  }

  private void add(Redis redis, List<String> ids) {
    List<String> keys =
        ids.stream().map(id -> redis.partition(JobIds.partition(id)).job(id)).toList();
    List<Object> rows = redis.list(BRIEFS, keys);
    for (int i = 0; i < ids.size(); i++) {
      if (rows.get(i) != null) {
        String id = ids.get(i);
        StoredJob.readIfKnown((String) rows.get(i)).ifPresentOrElse(jobs::add, () -> newer.add(id));
      }
    }
  }
}
