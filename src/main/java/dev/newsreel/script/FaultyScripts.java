package dev.newsreel.script;

import dev.newsreel.job.JobIds;
import dev.newsreel.job.Json;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The faulty scripts that are being mended, one for each job. Whoever takes the job up next, on any
 * node, finds what it was and that this is its one repair.
 */
final class FaultyScripts {

  private static final RedisScript FAULTY = RedisScript.of(FaultyScripts.class, "faulty.lua");
  private static final Duration MEMORY = Duration.ofDays(1);

  private final Redis redis;

  FaultyScripts(Redis redis) {
    this.redis = redis;
  }

  private String run(String id, String script) {
    String key = redis.partition(JobIds.partition(id)).key("faulty:" + id);
    return redis.text(FAULTY, List.of(key), script, Long.toString(MEMORY.toMillis()));
  }

  /** Keeps a job's faulty script. A repeat is harmless. */
  void keep(String id, FaultyScript script) {
    run(id, Json.write(script));
  }

  /** Returns a job's faulty script. */
  Optional<FaultyScript> find(String id) {
    return Optional.ofNullable(run(id, "?")).map(json -> Json.read(json, FaultyScript.class));
  }

  /** Forgets a job's faulty script. A repeat is harmless. */
  void forget(String id) {
    run(id, "");
  }
}
