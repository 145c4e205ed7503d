package dev.newsreel.job;

import org.slf4j.MDC;

/**
 * What log lines say about the job that a thread works at: its id, feed, stage and provider, and
 * the trace. They stand from {@link #begin} or {@link #of} until {@link #end}.
 */
public final class LogMarks {

  private LogMarks() {}

  /**
   * Begins anew with what is known before the job is read.
   *
   * @param stage the queue that brought a message, or the route of a call
   * @param job the job's id; null when it is not known yet
   */
  public static void begin(String stage, String job) {
    end();
    put("stage", stage);
    put("job", job);
  }

  /** Adds what the job itself knows. */
  public static void of(VideoJob job) {
    MDC.put("job", job.id());
    put("feed", job.options() == null ? null : job.options().feed());
    put("provider", job.status() == null ? null : job.status().provider());
    MDC.put("trace", TraceIds.of(job).trace());
  }

  private static void put(String name, String value) {
    if (value == null) {
      MDC.remove(name);
    } else {
      MDC.put(name, value);
    }
  }

  /** Ends: the thread has done with the job. */
  public static void end() {
    MDC.remove("job");
    MDC.remove("feed");
    MDC.remove("stage");
    MDC.remove("provider");
    MDC.remove("trace");
  }
}
