package dev.newsreel.job;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/** Forgets jobs that ended long ago, with their history. */
public final class Retirement {

  /** The queue of jobs whose time is over. */
  public static final String QUEUE = "retire";

  private static final RedisScript RETIRE = RedisScript.of(Retirement.class, "retire.lua");

  private final Redis redis;
  private final JobStore jobs;

  /** Makes the retirement. */
  public Retirement(Redis redis, JobStore jobs) {
    this.redis = redis;
    this.jobs = jobs;
  }

  /** Forgets a job, if it has ended. A repeat is harmless. */
  public void retire(String id, Exchange exchange) {
    VideoJob job = jobs.find(id).filter(j -> j.status().ended()).orElse(null);
    if (job == null) {
      return;
    }
    Partition p = redis.partition(JobIds.partition(id));
    List<String> keys =
        new ArrayList<>(
            List.of(
                p.job(id),
                p.history(id),
                p.providerIds("heygen"),
                p.stopped(),
                p.all(),
                p.status(job.status().text())));
    if (job.options().feed() != null) {
      keys.add(p.feed(job.options().feed()));
    }
    String video = job.heygen() == null ? null : job.heygen().videoId();
    String stopped = Cause.member(job);
    redis.text(RETIRE, keys, id, video == null ? "" : video, stopped == null ? "" : stopped);
  }
}
