package dev.newsreel.job;

/** Tells whether an answer still has a job to go to. */
public final class Waiting {

  /** The failure code of a job whose provider did not finish in time; its answer may yet come. */
  public static final String SILENT = "provider_silent";

  private Waiting() {}

  /**
   * Returns whether the job waits in this status, or has stopped there without knowing what became
   * of its order: its answer may yet come.
   */
  public static boolean in(Status status, VideoJob job) {
    return job.status() == status || late(status, job);
  }

  private static boolean late(Status status, VideoJob job) {
    Failure failure = job.failure();
    if (failure == null || failure.step() != status) {
      return false;
    }
    return job.status() == Status.HELD
        || job.status() == Status.CANCELLED
        || (job.status() == Status.FAILED && failure.code().equals(SILENT));
  }

  /** Returns the job as it waits: one that gave up for the time is taken back. */
  static VideoJob again(Status status, VideoJob job) {
    return job.status() == status || job.isStoppedByPerson()
        ? job
        : job.with(
            d -> {
              d.status = status;
              d.step = Step.ORDERED;
              d.failure = null;
            });
  }
}
