package dev.newsreel.door;

import dev.newsreel.job.Actions;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.NotPossible;
import dev.newsreel.job.Plan;
import dev.newsreel.job.StaleJob;
import dev.newsreel.job.VideoJob;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does to one video what a person wants, however it changes meanwhile. */
final class Acts {

  private static final Logger LOG = LoggerFactory.getLogger(Acts.class);
  private static final int TRIES = 10;

  private final JobStore jobs;
  private final Actions actions;

  Acts(JobStore jobs, Actions actions) {
    this.jobs = jobs;
    this.actions = actions;
  }

  /** What was planned, and the job as it is now: unchanged after a dry run. */
  record Done(Plan plan, VideoJob job) {}

  /**
   * Plans an act and, unless it is a dry run, does it.
   *
   * @param by who wants it, for the job's history; may be null
   * @throws BadRequest when there is no such video, or the act does not fit its state
   */
  Done act(String id, Function<VideoJob, Plan> wish, boolean dryRun, String by) {
    for (int i = 0; i < TRIES; i++) {
      VideoJob job = jobs.find(id).orElseThrow(BadRequest::noVideo);
      try {
        Plan plan = wish.apply(job);
        return new Done(plan, dryRun ? job : actions.act(job, plan, by));
      } catch (NotPossible e) {
        throw new BadRequest(Problem.of(409, "not_possible", e.getMessage()));
      } catch (StaleJob e) {
        LOG.debug("{} changed under an action; looking again", id, e);
      }
    }
    throw new BadRequest(Problem.of(409, "busy", "The video is changing; try again"));
  }
}
