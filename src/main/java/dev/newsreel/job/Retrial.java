package dev.newsreel.job;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;

/** How a job goes on at its failed step, and what that would cost. */
final class Retrial {

  private static final String VIDEO = "video-reconcile";
  private static final String CAPTIONS = "captions-answers";

  private final JobStore jobs;
  private final Prices prices;

  Retrial(JobStore jobs, Prices prices) {
    this.jobs = jobs;
    this.prices = prices;
  }

  /** Returns the plan; see {@link Actions#retry}. */
  Plan of(VideoJob job) {
    Failure failure = stopped(job);
    if (failure.code().equals(Failure.BY_PERSON)) {
      throw new NotPossible("A video that a person holds is resumed, not retried");
    }
    if (failure.code().equals(Waiting.SILENT)) {
      return lookAgain(job, failure.step());
    }
    return switch (failure.step()) {
      case QUEUED, SCRIPTING ->
          plan(
              ready(job, Status.SCRIPTING),
              job.script() == null ? "A new script is asked for" : "It goes on with its script",
              BigDecimal.ZERO);
      case RENDERING -> orderVideo(job, failure);
      case CAPTIONING ->
          plan(ready(job, Status.CAPTIONING), "Captions are ordered anew", captionsUsd(job));
      default -> plan(ready(job, Status.PUBLISHING), "The file is fetched again", BigDecimal.ZERO);
    };
  }

  private Plan orderVideo(VideoJob job, Failure failure) {
    boolean refused = Set.of("video_failed", "heygen_refused").contains(failure.code());
    Render known = job.heygen();
    // HeyGen itself said that the first order has failed: only a new key can order another.
    Render anew =
        known == null || !refused
            ? known
            : new Render(known.generation() + 1, null, null, null, null, null, null);
    BigDecimal usd = prices.video(BigDecimal.valueOf(job.script().spokenSeconds()));
    // What may exist is ordered under its old key, or looked for: never as if it were the first.
    boolean maybe = job.status() == Status.HELD && anew != null && anew.claimedAt() != null;
    VideoJob after =
        ready(job, Status.RENDERING)
            .with(
                d -> {
                  d.step = maybe ? Step.CLAIMED : Step.READY;
                  d.heygen = anew;
                });
    return plan(after, "The video is ordered", usd);
  }

  private BigDecimal captionsUsd(VideoJob job) {
    return prices.captions(BigDecimal.valueOf(job.script().spokenSeconds()));
  }

  private static Plan plan(VideoJob after, String tells, BigDecimal usd) {
    return new Plan(after, "retried", tells, usd);
  }

  static VideoJob ready(VideoJob job, Status status) {
    return job.advance(status).with(d -> d.failure = null);
  }

  private Plan lookAgain(VideoJob job, Status status) {
    Instant now = jobs.now();
    boolean video = status == Status.RENDERING;
    VideoJob after =
        ready(job, status)
            .with(
                d -> {
                  d.step = Step.ORDERED;
                  d.wake = new Wake(video ? VIDEO : CAPTIONS, now);
                  d.heygen = video ? job.heygen().orderedAgain(now) : job.heygen();
                  d.submagic = video ? job.submagic() : job.submagic().orderedAgain(now);
                });
    return plan(after, "The provider is asked again; nothing is bought", BigDecimal.ZERO);
  }

  private static Failure stopped(VideoJob job) {
    if (job.status() != Status.FAILED && job.status() != Status.HELD) {
      throw new NotPossible(
          "Only a failed or held video can be retried; this one is " + job.status().text());
    }
    return job.failure();
  }
}
