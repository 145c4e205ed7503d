package dev.newsreel.job;

/** Somebody else saved an edge of the job first; nothing was changed. Load it and look again. */
public final class StaleJob extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StaleJob(String id) {
    super("Job " + id + " was changed by another");
  }
}
