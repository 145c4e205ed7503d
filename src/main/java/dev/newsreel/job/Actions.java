package dev.newsreel.job;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a person can do with a job, and what it would cost. A finished step is never bought again
 * unless its own failure is what is retried.
 */
public final class Actions {

  private static final String VIDEO = "video-reconcile";
  private static final String CAPTIONS = "captions-answers";

  private final JobStore jobs;
  private final BigDecimal usdPerSecond;
  private final BigDecimal usdPerMinute;

  /** Makes the actions with the prices for their estimates. */
  public Actions(JobStore jobs, BigDecimal usdPerSecond, BigDecimal usdPerMinute) {
    this.jobs = jobs;
    this.usdPerSecond = usdPerSecond;
    this.usdPerMinute = usdPerMinute;
  }

  /**
   * Plans to stop a job for good. What was ordered already is still paid; it is kept when it comes.
   *
   * @throws NotPossible when it has ended
   */
  public Plan cancel(VideoJob job) {
    boolean waits = job.status() == Status.FAILED || job.status() == Status.HELD;
    if (job.status().ended() && !waits) {
      throw new NotPossible("The video is " + job.status().text() + " already");
    }
    boolean ordered = job.step() == Step.ORDERED || job.step() == Step.CLAIMED;
    String tells =
        ordered
            ? "The job stops; what was ordered is paid, and kept when it comes"
            : "The job stops; nothing more is bought";
    Failure why =
        new Failure(
            "cancelled", "Cancelled by a person", job.status(), null, null, null, jobs.now());
    return new Plan(job.stop(Status.CANCELLED, why), "cancelled", tells, BigDecimal.ZERO);
  }

  /**
   * Plans to go on at the failed step, with everything that was bought so far.
   *
   * @throws NotPossible when the job neither failed nor is held
   */
  public Plan retry(VideoJob job) {
    Failure failure = stopped(job);
    if (failure.code().equals(Waiting.SILENT)) {
      return lookAgain(job, failure.step());
    }
    return switch (failure.step()) {
      case QUEUED, SCRIPTING ->
          plan(ready(job, Status.SCRIPTING), "A new script is asked for", BigDecimal.ZERO);
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
    BigDecimal usd = usdPerSecond.multiply(BigDecimal.valueOf(job.script().spokenSeconds()));
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
    int minutes = (job.script().spokenSeconds() + 59) / 60;
    return usdPerMinute.multiply(BigDecimal.valueOf(minutes));
  }

  private static Plan plan(VideoJob after, String tells, BigDecimal usd) {
    return new Plan(after, "retried", tells, usd);
  }

  private static VideoJob ready(VideoJob job, Status status) {
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

  /**
   * Plans to let a held job go on without buying anything that may exist already: a script is asked
   * for again, a lost order of captions is waited for once more.
   *
   * @throws NotPossible when the job is not held
   */
  public Plan resume(VideoJob job) {
    if (job.status() != Status.HELD) {
      throw new NotPossible("Only a held video can be resumed; this one is " + job.status().text());
    }
    if (!job.failure().code().equals("order_unknown")) {
      return retry(job);
    }
    VideoJob after =
        ready(job, Status.CAPTIONING)
            .with(
                d -> {
                  d.step = Step.CLAIMED;
                  d.submagic = job.submagic().claimedAgain(jobs.now());
                });
    return new Plan(after, "resumed", "The lost order is waited for once more", BigDecimal.ZERO);
  }

  /**
   * Plans to give a held job the project that a person has found at Submagic.
   *
   * @throws NotPossible when the job does not wait for a lost order of captions
   */
  public Plan attach(VideoJob job, String projectId) {
    boolean lost =
        job.failure() != null
            && job.failure().step() == Status.CAPTIONING
            && (job.status() == Status.HELD || job.status() == Status.FAILED);
    if (!lost) {
      throw new NotPossible("Only a video held for its captions takes a project");
    }
    Captions found =
        new Captions(
            job.submagic() == null ? List.of() : job.submagic().orders(),
            projectId,
            jobs.now(),
            null,
            null,
            null,
            null);
    VideoJob after =
        ready(job, Status.CAPTIONING)
            .with(
                d -> {
                  d.step = Step.ORDERED;
                  d.submagic = found;
                  d.wake = new Wake(CAPTIONS, jobs.now());
                });
    return new Plan(
        after, "attached " + projectId, "The project is read; nothing is bought", BigDecimal.ZERO);
  }

  private static Failure stopped(VideoJob job) {
    if (job.status() != Status.FAILED && job.status() != Status.HELD) {
      throw new NotPossible(
          "Only a failed or held video can be retried; this one is " + job.status().text());
    }
    return job.failure();
  }

  /**
   * Does what was planned.
   *
   * @return the job as it is now stored
   * @throws StaleJob when the job has changed since it was planned
   */
  public VideoJob act(VideoJob before, Plan plan) {
    return jobs.save(new Change(before, plan.after(), Event.of(plan.event()), null));
  }
}
