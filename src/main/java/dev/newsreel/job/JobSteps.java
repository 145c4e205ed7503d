package dev.newsreel.job;

import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.Exchange;

/** What the first step of a queue's route does: find the job, or stop when it has moved on. */
public final class JobSteps {

  /** The exchange property with the job as it was last saved. */
  public static final String JOB = "job";

  /** The exchange property with the id of the job that a message speaks of. */
  public static final String JOB_ID = "jobId";

  private JobSteps() {}

  /**
   * Finds the job that a message speaks of.
   *
   * @return nothing when the job is unknown or not wanted; the route is then told to stop, which
   *     settles the message
   */
  public static Optional<VideoJob> take(
      JobStore jobs, Exchange exchange, Predicate<VideoJob> wanted) {
    String id = exchange.getMessage().getHeader("messageKey", String.class);
    exchange.setProperty(JOB_ID, id);
    Optional<VideoJob> job = jobs.find(id).filter(wanted);
    job.ifPresentOrElse(
        j -> {
          LogMarks.of(j);
          exchange.setProperty(JOB, j);
        },
        () -> exchange.setRouteStop(true));
    return job;
  }

  /** Saves an edge that keeps the message as a safety net, and remembers the job as saved. */
  public static VideoJob keep(JobStore jobs, Exchange exchange, VideoJob after, String event) {
    VideoJob saved =
        jobs.save(Change.keeping(exchange.getProperty(JOB, VideoJob.class), after, event));
    exchange.setProperty(JOB, saved);
    return saved;
  }
}
