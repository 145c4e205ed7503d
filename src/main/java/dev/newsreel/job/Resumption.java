package dev.newsreel.job;

import java.time.Instant;

/**
 * Where a job goes on that a person had stopped: after what has come meanwhile, else waiting for
 * what was ordered, else at an order of which nobody knows, else at the beginning of its step.
 */
final class Resumption {

  private Resumption() {}

  static VideoJob of(VideoJob held, Instant now) {
    Status step = held.failure().step();
    VideoJob job = held.advance(step == Status.QUEUED ? Status.SCRIPTING : step);
    job = job.with(d -> d.failure = null);
    return switch (job.status()) {
      case RENDERING -> rendering(job, now);
      case CAPTIONING -> captioning(job, now);
      default -> job;
    };
  }

  private static VideoJob rendering(VideoJob job, Instant now) {
    Render known = job.heygen();
    if (job.isRendered()) {
      return job.advance(Status.CAPTIONING);
    }
    if (known != null && known.videoId() != null) {
      return ordered(job, new Wake("video-reconcile", now))
          .with(d -> d.heygen = known.orderedAgain(now));
    }
    return known == null || known.claimedAt() == null ? job : claimed(job);
  }

  private static VideoJob captioning(VideoJob job, Instant now) {
    Captions known = job.submagic();
    if (job.isCaptioned()) {
      return job.advance(Status.PUBLISHING);
    }
    if (known != null && known.projectId() != null) {
      return ordered(job, new Wake("captions-answers", now))
          .with(d -> d.submagic = known.orderedAgain(now));
    }
    return known == null || known.lastOrder() == null || known.lastOrder().revoked()
        ? job
        : claimed(job);
  }

  private static VideoJob ordered(VideoJob job, Wake wake) {
    return job.with(
        d -> {
          d.step = Step.ORDERED;
          d.wake = wake;
        });
  }

  // The stage itself finds out what became of the order, before it makes another.
  private static VideoJob claimed(VideoJob job) {
    return job.with(d -> d.step = Step.CLAIMED);
  }
}
