package dev.newsreel.job;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a person can do with a job, and what it would cost. A finished step is never bought again
 * unless its own failure is what is retried.
 */
public final class Actions {

  private static final String CAPTIONS = "captions-answers";

  private final JobStore jobs;
  private final Retrial retrial;

  /** Makes the actions with the prices for their estimates. */
  public Actions(JobStore jobs, Prices prices) {
    this.jobs = jobs;
    this.retrial = new Retrial(jobs, prices);
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
   * Plans to stop a job until it is resumed. What was ordered already is still paid; it is kept
   * when it comes.
   *
   * @throws NotPossible when it has ended or is held already
   */
  public Plan hold(VideoJob job) {
    if (job.status().ended()) {
      throw new NotPossible("The video is " + job.status().text() + " already");
    }
    boolean ordered = job.step() == Step.ORDERED || job.step() == Step.CLAIMED;
    String tells =
        ordered
            ? "The job waits for a person; what was ordered is paid, and kept when it comes"
            : "The job waits for a person; nothing more is bought";
    Failure why =
        new Failure(
            Failure.BY_PERSON,
            "Held by a person",
            job.status(),
            null,
            null,
            "Resume it, or cancel it",
            jobs.now());
    return new Plan(job.stop(Status.HELD, why), "held", tells, BigDecimal.ZERO);
  }

  /**
   * Plans to go on at the failed step, with everything that was bought so far.
   *
   * @throws NotPossible when the job neither failed nor is held, or a person holds it
   */
  public Plan retry(VideoJob job) {
    return retrial.of(job);
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
    if (job.failure().code().equals(Failure.BY_PERSON)) {
      VideoJob after = Resumption.of(job, jobs.now());
      return new Plan(after, "resumed", "It goes on where it was", BigDecimal.ZERO);
    }
    if (!job.failure().code().equals("order_unknown")) {
      return retry(job);
    }
    VideoJob after =
        Retrial.ready(job, Status.CAPTIONING)
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
        Retrial.ready(job, Status.CAPTIONING)
            .with(
                d -> {
                  d.step = Step.ORDERED;
                  d.submagic = found;
                  d.wake = new Wake(CAPTIONS, jobs.now());
                });
    return new Plan(
        after, "attached " + projectId, "The project is read; nothing is bought", BigDecimal.ZERO);
  }

  /**
   * Does what was planned.
   *
   * @param by who wants it, for the job's history; may be null
   * @return the job as it is now stored
   * @throws StaleJob when the job has changed since it was planned
   */
  public VideoJob act(VideoJob before, Plan plan, String by) {
    return jobs.save(new Change(before, plan.after(), Event.of(plan.event()).by(by), null));
  }
}
