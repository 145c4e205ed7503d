package dev.newsreel.limits;

import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import dev.newsreel.watch.Figures;
import dev.newsreel.watch.TimeScale;
import java.time.Duration;

/**
 * Counts what becomes of jobs: {@code video.started}, {@code video.success}, {@code video.failure},
 * {@code video.held}, {@code video.cancelled} by feed and cause, {@code video.ended} by status,
 * which is there before the first one ends, {@code video.duration}, and attempts that come again
 * ({@code openai.retry}, {@code heygen.retry}, {@code submagic.retry}, {@code publish.retry}). A
 * node counts its own edges.
 */
public final class Meters {

  private static final TimeScale DURATION = TimeScale.ofJobs("video.duration");

  private final Figures figures;

  /** Makes the counters. */
  public Meters(Figures figures) {
    this.figures = figures;
    for (Status status : Status.values()) {
      if (status.ended()) {
        figures.count("video.ended", 0, "status", status.text());
      }
    }
  }

  /** Notes one saved edge. */
  public void saved(VideoJob before, VideoJob after) {
    if (before == null) {
      figures.count("video.started", "feed", feed(after));
    } else if (before.status() == after.status()
        && after.attempts().count() > before.attempts().count()) {
      retried(after);
    } else if (before.status() != after.status() && after.status().ended()) {
      ended(after);
    }
  }

  private String feed(VideoJob job) {
    return figures.feeds().of(job.options().feed());
  }

  private void retried(VideoJob job) {
    String provider = job.status().provider();
    String code = figures.codes().of(job.attempts().cause().split(":", 2)[0]);
    figures.count((provider == null ? job.status().queue() : provider) + ".retry", "code", code);
  }

  /** Counts one happening. */
  void count(String name, String... tags) {
    figures.count(name, tags);
  }

  private void ended(VideoJob job) {
    figures.count("video.ended", "status", job.status().text());
    if (job.status() == Status.DONE) {
      figures.count("video.success", "feed", feed(job));
      figures.took(DURATION, Duration.between(job.createdAt(), job.updatedAt()));
    } else {
      String code = figures.codes().of(job.failure().code());
      figures.count(name(job.status()), "feed", feed(job), "code", code);
    }
  }

  private static String name(Status ending) {
    return ending == Status.FAILED ? "video.failure" : "video." + ending.text();
  }
}
