package dev.newsreel.job;

import dev.newsreel.redis.Redis;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.redisson.api.RMap;
import org.redisson.client.codec.StringCodec;

/** Jobs at every point of their way, saved edge by edge as the stages save them. */
public final class SampleJobs {

  /** An article with every field. */
  public static final Article ARTICLE =
      new Article(
          "Ferries return",
          "The harbour ferries sail again.\n\nTickets cost the same.",
          URI.create("https://news.example.com/ferries"),
          "guid-1",
          Instant.parse("2026-11-22T08:00:00Z"),
          "A. Writer");

  /** A script of twelve seconds. */
  public static final Script SCRIPT =
      new Script(
          "Ferries are back",
          "The harbour ferries sail again.",
          12,
          false,
          null,
          false,
          "gpt-4o-mini",
          new BigDecimal("0.0001"));

  /** Where a finished avatar video is. */
  public static final URI VIDEO = URI.create("https://files.example.com/video.mp4");

  private SampleJobs() {}

  /** Accepts a job for which nothing special is wanted. */
  public static VideoJob queued(JobStore jobs) {
    return queued(jobs, Options.NONE);
  }

  /** Accepts a job. */
  public static VideoJob queued(JobStore jobs, Options options) {
    VideoJob job = VideoJob.accept(jobs.newId("a"), ARTICLE, options, jobs.now());
    jobs.accept(job, Map.of());
    return jobs.find(job.id()).orElseThrow();
  }

  /** Returns a job whose script is being written. */
  public static VideoJob scripting(JobStore jobs) {
    return scripting(jobs, Options.NONE);
  }

  public static VideoJob scripting(JobStore jobs, Options options) {
    return edge(
        jobs,
        queued(jobs, options),
        d -> {
          d.status = Status.SCRIPTING;
          d.step = Step.CLAIMED;
        });
  }

  /** Returns a job with a script, whose video can be ordered. */
  public static VideoJob rendering(JobStore jobs) {
    return rendering(jobs, Options.NONE);
  }

  /** Returns such a job for which something is wanted. */
  public static VideoJob rendering(JobStore jobs, Options options) {
    VideoJob job = scripting(jobs, options);
    VideoJob written = job.with(d -> d.script = SCRIPT).advance(Status.RENDERING);
    Event event = Event.of("script written").with("openai", null, null).costing(SCRIPT.costUsd());
    return jobs.save(new Change(job, written, event, null));
  }

  /** Returns a job whose video is about to be ordered. */
  public static VideoJob videoClaimed(JobStore jobs) {
    return edge(
        jobs,
        rendering(jobs),
        d -> {
          d.step = Step.CLAIMED;
          d.heygen = new Render(1, jobs.now(), null, null, null, null, null);
        });
  }

  /** Returns a job that waits for its video {@code hv-1}. */
  public static VideoJob videoOrdered(JobStore jobs) {
    return edge(
        jobs,
        videoClaimed(jobs),
        d -> {
          d.step = Step.ORDERED;
          d.heygen = new Render(1, jobs.now(), "hv-1", jobs.now(), null, null, null);
          d.wake = new Wake("video-reconcile", jobs.now().plusSeconds(600));
        });
  }

  /** Returns a job with a video, whose captions can be ordered. */
  public static VideoJob captioning(JobStore jobs) {
    return captioning(jobs, Options.NONE);
  }

  /** Returns such a job for which something is wanted. */
  public static VideoJob captioning(JobStore jobs, Options options) {
    VideoJob job = rendering(jobs, options);
    Render video =
        new Render(
            1,
            jobs.now(),
            "hv-1",
            jobs.now(),
            VIDEO,
            new BigDecimal("12.5"),
            new BigDecimal("0.83"));
    VideoJob rendered = job.with(d -> d.heygen = video).advance(Status.CAPTIONING);
    Event event = Event.of("completed").with("heygen", "hv-1", null).costing(video.costUsd());
    return jobs.save(new Change(job, rendered, event, null));
  }

  /** Gives a stored job a status that this release does not know, as a newer one would. */
  public static void newer(Redis redis, VideoJob job) {
    RMap<String, String> hash =
        redis.client().getMap(redis.partition(0).job(job.id()), StringCodec.INSTANCE);
    String status = "\"status\":\"%s\"";
    String known = status.formatted(job.status().text());
    hash.put("data", hash.get("data").replace(known, status.formatted("translating")));
  }

  /** Saves one edge and returns the job as it is stored. */
  public static VideoJob edge(JobStore jobs, VideoJob before, Consumer<Draft> change) {
    return jobs.save(Change.keeping(before, before.with(change), "changed"));
  }
}
